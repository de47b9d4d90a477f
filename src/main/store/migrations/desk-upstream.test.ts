import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWriteDb } from '../database/database.ts';
import { databaseKey } from '../database/database-key.ts';
import { query } from '../database/query.ts';
import { migrate } from './migrate.ts';
import { migrationsOf } from './migrations.ts';

const objects = query<Record<never, never>, { name: string }>('test.objects', 'SELECT name FROM sqlite_schema');

it('the migration “upstream” makes room for what is known of it, and lets a packet be sealed anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-migrate-'));
  const db = openWriteDb({ file: join(folder, 'desk.db'), key: databaseKey(new Uint8Array(32), 'desk') });
  const migrations = migrationsOf('desk');
  const number = migrations.find(({ name }) => name === 'upstream')?.number ?? 0;
  const now = new Date('2026-11-22T01:00:00Z');
  const names = () => db.all(objects).map(({ name }) => name);
  const made = ['upstream', 'downlink', 'code_list', 'packet_is_as_replaced', 'downlink_goes_on'];
  const kept = ['outbox_says_the_same', 'packet_is_final', 'outbox_stays', 'packet_stays', 'tombstone_is_earned'];
  try {
    migrate(db, migrations.slice(0, number - 1), now);
    expect(names().filter((name) => made.includes(name))).toEqual([]);
    expect(migrate(db, migrations.slice(0, number), now)).toEqual({ from: number - 1, to: number });
    expect(names()).toEqual(expect.arrayContaining([...made, ...kept]));
    expect(db.pragma('integrity_check')).toBe('ok');
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
