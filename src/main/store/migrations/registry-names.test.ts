import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWriteDb, type WriteDb } from '../database/database.ts';
import { databaseKey } from '../database/database-key.ts';
import { query } from '../database/query.ts';
import { createDictionary } from '../registry/dictionary.ts';
import { refreshNameIndex } from '../registry/name-index.ts';
import { rollPage } from '../registry/roll.ts';
import { search } from '../registry/search.ts';
import { migrate } from './migrate.ts';
import { migrationsOf } from './migrations.ts';

const all = migrationsOf('registry');
const number = all.find(({ name }) => name === 'names')?.number ?? 0;
const now = new Date('2026-11-22T01:00:00Z');
const mark = query<Record<never, never>, { value: string }>(
  'test.mark',
  "SELECT value FROM keepsake WHERE name = 'nameIndex'",
);
const held = query<Record<never, never>, { names: number; keys: number; rolled: number }>(
  'test.held',
  `SELECT (SELECT count(*) FROM folded_name) AS names, (SELECT count(*) FROM name_key) AS keys,
     (SELECT count(*) FROM roll) AS rolled`,
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

it('registry/names makes the name index of everybody who is there anew, on the first opening after it', () => {
  migrate(db, all.slice(0, number - 1), now);
  db.exec("INSERT INTO keepsake (name, value) VALUES ('nameIndex', 'as it was'), ('other', 'kept')");
  db.exec("INSERT INTO recording (source, at, by) VALUES ('import', '', '')");
  db.exec(`INSERT INTO citizen (id, number, name, birth, sex, area, recording) VALUES
    (1, 1304999901, 'ĐẶNG THỊ MẪU HÒA', 20040506, 2, 8, 1), (2, 1304999902, 'Đặng Thị Mẫu Hoà', 0, 2, 8, 1)`);
  db.exec(`INSERT INTO name_key VALUES ('dang thi mau hoa', 1, 20040506, 1), ('dang thi mau hoa', 1, 0, 2);
    INSERT INTO name_word (rowid, words) VALUES (1, 'dang thi mau hoa y2004 a8'), (2, 'dang thi mau hoa y0 a8');
    INSERT INTO roll VALUES (8, x'01', 1), (8, x'01', 2)`);
  expect(migrate(db, all.slice(0, number), now)).toEqual({ from: number - 1, to: number });
  expect(db.get(held)).toEqual({ names: 0, keys: 0, rolled: 0 });
  // Nothing says that the index is made, so a stop here is made up for.
  expect(db.get(mark)).toBeNull();
  expect(refreshNameIndex(db)).toBe(true);
  expect(db.get(held)).toEqual({ names: 1, keys: 2, rolled: 2 });
  expect(refreshNameIndex(db)).toBe(false);
  const dictionary = createDictionary(db);
  expect(search(db, { text: 'hoa mau' }, dictionary).found.map(({ id }) => id)).toEqual([2, 1]);
  expect(search(db, { text: 'mau', area: '00008', birthYear: 2004 }, dictionary).found.map(({ id }) => id)).toEqual([
    1,
  ]);
  expect(rollPage(db, { area: '00008', offset: 0, limit: 9 }, dictionary)).toHaveLength(2);
});
