import { existsSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { databaseFailure } from './database/database-failure.ts';
import { renameDurably } from './database/durable-file.ts';
import { databaseFile } from './profile-paths.ts';

/**
 * Gives the population cache, which nothing may have open, another name, so that an empty one is begun in its place. Returns
 * that name, or null when there was none. @throws FailureError `storage.denied`, `storage.full`
 */
export function setAsideRegistry(folder: string, now: Date): string | null {
  const file = databaseFile(folder, 'registry');
  if (!existsSync(file)) return null;
  const aside = `${file}.aside-${now.toISOString().replaceAll(/[-:.]/g, '')}`;
  try {
    renameDurably(file, aside);
    // The log goes with its file. Stopped before that, SQLite takes it away itself: an empty file has no log.
    if (existsSync(`${file}-wal`)) renameDurably(`${file}-wal`, `${aside}-wal`);
    rmSync(`${file}-shm`, { force: true });
    return basename(aside);
  } catch (error) {
    throw databaseFailure(error, file);
  }
}
