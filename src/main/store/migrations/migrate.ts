import { FailureError, failure } from '#contract/failures.ts';
import type { WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import type { Migration } from './migrations.ts';

const applied = query<Record<never, never>, { number: number; checksum: string }>(
  'migration.applied',
  'SELECT number, checksum FROM migration ORDER BY number',
);
const note = query<{ number: number; name: string; checksum: string; at: string }>(
  'migration.note',
  'INSERT INTO migration (number, name, checksum, applied_at) VALUES (:number, :name, :checksum, :at)',
);

const ledger = `CREATE TABLE IF NOT EXISTS migration (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL
) STRICT`;

/** What bringing a file up to date did: the numbers of the migrations it ran. */
export type Migrated = { readonly from: number; readonly to: number };

/**
 * Brings a file up to date: each missing migration in a transaction of its own, so that a stop at any moment leaves a whole
 * schema of some number. @throws FailureError `storage.newer` when the file is of a later program, `storage.schema` when
 * what was applied is not what is shipped or a migration leaves broken references
 */
export function migrate(db: WriteDb, migrations: readonly Migration[], now: Date): Migrated {
  const from = versionOf(db);
  refuseUnknown(db, migrations, from);
  const missing = migrations.slice(from);
  if (missing.length === 0) return { from, to: from };
  // Tables are rebuilt by copy and rename, which references to them would forbid; they are checked before the commit.
  db.pragma('foreign_keys = OFF');
  try {
    for (const migration of missing) apply(db, migration, now);
  } finally {
    db.pragma('foreign_keys = ON');
  }
  return { from, to: migrations.length };
}

/** The number of the last migration a file has seen. */
export function versionOf(db: Pick<WriteDb, 'pragma'>): number {
  return Number(db.pragma('user_version'));
}

/** @throws FailureError `storage.newer`, `storage.schema` */
export function refuseUnknown(
  db: Pick<WriteDb, 'all' | 'file'>,
  migrations: readonly Migration[],
  version: number,
): void {
  const { file } = db;
  if (version > migrations.length)
    throw new FailureError(failure('storage.newer', { file, found: version, known: migrations.length }));
  if (version === 0) return;
  const seen = db.all(applied);
  const matches = (at: number) => seen[at]?.number === at + 1 && seen[at]?.checksum === migrations[at]?.checksum;
  if (seen.length !== version || !seen.every((_, at) => matches(at)))
    throw new FailureError(failure('storage.schema', { file, found: version }));
}

function apply(db: WriteDb, { number, name, sql, checksum }: Migration, now: Date): void {
  db.transaction(() => {
    db.exec(ledger);
    db.exec(sql);
    if ((db.pragma('foreign_key_check') ?? null) !== null)
      throw new FailureError(failure('storage.schema', { file: db.file, found: number }));
    db.run(note, { number, name, checksum, at: now.toISOString() });
    db.pragma(`user_version = ${number}`);
  });
}
