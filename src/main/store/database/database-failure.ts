import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import { storageFailure } from '../storage-failure.ts';

const byCode: readonly (readonly [prefix: string, code: FailureCode])[] = [
  ['SQLITE_FULL', 'storage.full'],
  ['SQLITE_IOERR_WRITE', 'storage.full'],
  ['SQLITE_NOTADB', 'storage.damaged'],
  ['SQLITE_CORRUPT', 'storage.damaged'],
  ['SQLITE_IOERR_DATA', 'storage.damaged'],
  ['SQLITE_IOERR_SHORT_READ', 'storage.damaged'],
  ['SQLITE_READONLY', 'storage.denied'],
  ['SQLITE_CANTOPEN', 'storage.denied'],
  ['SQLITE_PERM', 'storage.denied'],
  ['SQLITE_AUTH', 'storage.denied'],
  ['SQLITE_BUSY', 'storage.inUse'],
  ['SQLITE_LOCKED', 'storage.inUse'],
];

/** The code of SQLite in an error of the binding, or null. */
export function sqliteCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return error.code.startsWith('SQLITE_') ? error.code : null;
}

/** The failure that an error of SQLite or the file system means; a bug (wrong SQL, broken constraint) stays what it is. */
export function databaseFailure(error: unknown, file: string): unknown {
  if (error instanceof FailureError) return error;
  const code = sqliteCodeOf(error);
  if (code === null) return storageFailure(error, file);
  const found = byCode.find(([prefix]) => code.startsWith(prefix));
  return found === undefined ? error : new FailureError(failure(found[1], { file }), error);
}
