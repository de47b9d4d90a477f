import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWriteDb } from '../database/database.ts';
import { databaseKey } from '../database/database-key.ts';
import { query } from '../database/query.ts';
import { migrate } from './migrate.ts';
import { migrationsOf } from './migrations.ts';

const objects = query<Record<never, never>, { name: string }>(
  'test.objects',
  "SELECT name FROM sqlite_schema WHERE type IN ('table', 'trigger')",
);

it('the migration “dossiers” makes room for dossiers and their way upstream, and keeps what was there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-migrate-'));
  const db = openWriteDb({ file: join(folder, 'desk.db'), key: databaseKey(new Uint8Array(32), 'desk') });
  const migrations = migrationsOf('desk');
  const number = migrations.find(({ name }) => name === 'dossiers')?.number ?? 0;
  const now = new Date('2026-11-22T01:00:00Z');
  const names = () => db.all(objects).map(({ name }) => name);
  const made = [
    ...['shift', 'sitting', 'dossier', 'capture_link', 'outbox', 'packet', 'receipt', 'reconciliation', 'tombstone'],
    ...['dossier_goes_on', 'dossier_is_queued_whole', 'outbox_has_no_gap', 'tombstone_is_earned', 'packet_stays'],
  ];
  try {
    migrate(db, migrations.slice(0, number - 1), now);
    db.exec("INSERT INTO capture VALUES ('kept', '0123456789abcdef0123456789abcdef', 'now', '{}')");
    expect(names().filter((name) => made.includes(name))).toEqual([]);
    expect(migrate(db, migrations.slice(0, number), now)).toEqual({ from: number - 1, to: number });
    expect(names()).toEqual(expect.arrayContaining(made));
    db.exec("INSERT INTO capture_link VALUES ('somebody', 'kept')");
    expect(() => db.exec('DELETE FROM capture')).toThrow('FOREIGN KEY');
    expect(db.pragma('integrity_check')).toBe('ok');
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
