import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDb, type WriteDb } from '../database/database.ts';
import { databaseKey } from '../database/database-key.ts';
import { query } from '../database/query.ts';
import { migrate } from './migrate.ts';
import { migrationsOf } from './migrations.ts';

const now = new Date('2026-11-22T01:00:00Z');
const numberOf = (name: string) => migrationsOf('desk').find((migration) => migration.name === name)?.number ?? 0;

let folder: string;
let db: WriteDb;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-migrate-'));
  db = openWriteDb({ file: join(folder, 'desk.db'), key: databaseKey(new Uint8Array(32), 'desk') });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});
const objects = (kind: string) =>
  db
    .all(
      query<{ kind: string }, { name: string }>('test.objects', 'SELECT name FROM sqlite_schema WHERE type = :kind'),
      { kind },
    )
    .map(({ name }) => name);

describe.each([
  [
    'officers',
    ['officer', 'approval', 'approval_vote'],
    ['officer_stays', 'officer_counts', 'approval_closes', 'vote_is_final'],
  ],
  [
    'audit',
    ['audit_record', 'audit_chain', 'audit_seal', 'audit_mark_key', 'audit_public_key', 'desk_key'],
    ['audit_follows', 'audit_is_final', 'audit_stays', 'audit_chain_grows', 'audit_seal_is_final'],
  ],
  ['captures', ['capture', 'capture_part'], ['capture_is_final', 'capture_part_is_final', 'capture_part_goes_with_it']],
] as const)('the migration “%s”', (name, tables, triggers) => {
  it('adds its tables and the triggers that keep them', () => {
    const number = numberOf(name);
    migrate(db, migrationsOf('desk').slice(0, number - 1), now);
    db.exec("INSERT INTO keepsake VALUES ('kept', 'as it was')");
    for (const table of tables) expect(objects('table')).not.toContain(table);
    expect(migrate(db, migrationsOf('desk').slice(0, number), now)).toEqual({ from: number - 1, to: number });
    expect(objects('table')).toEqual(expect.arrayContaining([...tables]));
    expect(objects('trigger')).toEqual(expect.arrayContaining([...triggers]));
    expect(db.get(query('test.kept', 'SELECT value FROM keepsake'))).toEqual({ value: 'as it was' });
    expect(db.pragma('integrity_check')).toBe('ok');
  });
});
