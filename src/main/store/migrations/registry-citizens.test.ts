import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDb, type WriteDb } from '../database/database.ts';
import { databaseKey } from '../database/database-key.ts';
import { query } from '../database/query.ts';
import { migrate } from './migrate.ts';
import { migrationsOf } from './migrations.ts';

const all = migrationsOf('registry');
const number = all.find(({ name }) => name === 'citizens')?.number ?? 0;
const now = new Date('2026-11-22T01:00:00Z');
const names = query<{ kind: string }, { name: string }>(
  'test.names',
  "SELECT name FROM sqlite_schema WHERE type = :kind AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'name_word_%'",
);
const keepsake = query<Record<never, never>, { value: string }>('test.keepsake', 'SELECT value FROM keepsake');
const loose = query<Record<never, never>, { name: string }>(
  'test.loose',
  "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
);

let folder: string;
let db: WriteDb;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-migrate-'));
  db = openWriteDb({ file: join(folder, 'registry.db'), key: databaseKey(new Uint8Array(32), 'registry') });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('registry/citizens', () => {
  it('adds the tables of the population cache and leaves what is there', () => {
    migrate(db, all.slice(0, number - 1), now);
    db.exec("INSERT INTO keepsake (name, value) VALUES ('mark', 'kept')");
    expect(migrate(db, all.slice(0, number), now)).toEqual({ from: number - 1, to: number });
    expect(db.get(keepsake)).toEqual({ value: 'kept' });
    const tables = db.all(names, { kind: 'table' }).map(({ name }) => name);
    const expected = ['citizen', 'handle', 'card', 'relative', 'vouched', 'change', 'name_key', 'name_word', 'roll'];
    expect(tables).toEqual(
      expect.arrayContaining([...expected, 'unit', 'old_unit', 'unit_move', 'import_run', 'set_aside']),
    );
    expect(tables).toEqual(
      expect.arrayContaining(['feed', 'tombstone', 'finding', 'quality_run', 'recording', 'coded', 'place']),
    );
  });

  it('lets no value of another type into a column', () => {
    migrate(db, all, now);
    expect(db.all(loose)).toEqual([]);
  });

  it('takes each number once, and no number of more than twelve digits', () => {
    migrate(db, all, now);
    db.exec("INSERT INTO recording (source, at, by) VALUES ('import', '', '')");
    const add = (value: number) =>
      db.exec(`INSERT INTO citizen (number, name, birth, sex, area, recording) VALUES (${value}, 'MẪU', 0, 0, 0, 1)`);
    add(1_304_999_901);
    expect(() => add(1_304_999_901)).toThrow(/UNIQUE/);
    expect(() => add(1_000_000_000_000)).toThrow(/CHECK/);
    expect(() => add(-1)).toThrow(/CHECK/);
  });

  it('lets two people share a nine-digit number and a phone', () => {
    migrate(db, all, now);
    db.exec("INSERT INTO recording (source, at, by) VALUES ('import', '', '')");
    for (const id of [1, 2]) {
      db.exec(
        `INSERT INTO citizen (id, number, name, birth, sex, area, recording) VALUES (${id}, ${id}, 'MẪU', 0, 0, 0, 1)`,
      );
      db.exec(
        `INSERT INTO handle (value, kind, citizen, position) VALUES (999018, 1, ${id}, 0), (10500000018, 3, ${id}, 1)`,
      );
    }
    expect(() => db.exec('INSERT INTO handle (value, kind, citizen, position) VALUES (1, 1, 3, 0)')).toThrow(
      /FOREIGN KEY/,
    );
  });
});
