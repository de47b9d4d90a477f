import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import { databaseFailure, sqliteCodeOf } from './database-failure.ts';
import { loadSqlite } from './sqlite-binding.ts';

/** Lets go of a profile. */
export type InstanceLock = { release(): void };

/**
 * Takes a profile for this program alone, by a lock of the operating system on a file that stays empty: however this
 * process ends, the lock ends with it. @throws FailureError `storage.inUse` when another desk has it, `storage.denied`
 */
export function lockProfile(folder: string): InstanceLock {
  const file = join(folder, 'desk.lock');
  const Binding = loadSqlite();
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = new Binding(file, { readonly: false, fileMustExist: false, timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      lock.close();
      throw error;
    }
    return { release: () => void lock.close() };
  } catch (error) {
    if (sqliteCodeOf(error)?.startsWith('SQLITE_BUSY'))
      throw new FailureError(failure('storage.inUse', { folder }), error);
    throw databaseFailure(error, file);
  }
}
