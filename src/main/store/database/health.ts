import { statSync } from 'node:fs';
import { FailureError, failure } from '#contract/failures.ts';
import type { ReadDb } from './database.ts';
import { databaseFailure } from './database-failure.ts';
import { query } from './query.ts';

const tables = query<Record<never, never>, { name: string }>(
  'health.tables',
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
);

/**
 * Whether the last use of a file ended without a proper close; asked before it is opened. SQLite takes the write-ahead log
 * away when the last connection closes, so a log that is there says that none did.
 */
export function wasLeftOpen(file: string): boolean {
  return statSync(`${file}-wal`, { throwIfNoEntry: false }) !== undefined;
}

/**
 * Checks a whole file at once (seconds per million rows). @throws FailureError `storage.damaged` with what is wrong in its cause
 */
export function checkFile(db: ReadDb): void {
  judge(db, () => db.pragma('quick_check(1)'));
}

/**
 * Checks a file table by table, for the background: `pause` is awaited between tables.
 * @throws FailureError `storage.damaged`; the reason of `signal` when it is aborted
 */
export async function checkInBackground(
  db: ReadDb,
  { signal, pause }: { readonly signal: AbortSignal; readonly pause: () => Promise<void> },
): Promise<void> {
  for (const { name } of db.all(tables)) {
    signal.throwIfAborted();
    judge(db, () => db.pragma(`quick_check('${name.replaceAll("'", "''")}')`));
    await pause();
  }
}

function judge({ file }: ReadDb, check: () => unknown): void {
  let found: unknown;
  try {
    found = check();
  } catch (error) {
    throw databaseFailure(error, file);
  }
  if (found !== 'ok') throw new FailureError(failure('storage.damaged', { file }), new Error(String(found)));
}
