import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { query } from '../database/query.ts';
import { addToNameIndex, forgetIdleNames, refreshNameIndex, takeFromNameIndex } from './name-index.ts';
import { search } from './search.ts';
import { createTestRegistry, type TestRegistry } from './testing/test-registry.ts';

const fixture = fileURLToPath(new URL('../../../../fixtures/people/people.jsonl', import.meta.url));
const row = query<{ id: number }, { name: string; birth: number; area: number }>(
  'test.row',
  'SELECT name, birth, area FROM citizen WHERE id = :id',
);
const size = query<Record<never, never>, { keys: number; rolled: number }>(
  'test.size',
  'SELECT (SELECT count(*) FROM name_key) AS keys, (SELECT count(*) FROM roll) AS rolled',
);

const known = query<{ folded: string }, { names: number; idle: number; indexed: number }>(
  'test.known',
  `SELECT (SELECT count(*) FROM folded_name WHERE folded = :folded) AS names, (SELECT count(*) FROM idle_name) AS idle,
     (SELECT count(*) FROM name_word WHERE name_word MATCH '"' || replace(:folded, ' ', '" AND "') || '"') AS indexed`,
);

let registry: TestRegistry;
beforeEach(async () => {
  registry = createTestRegistry(sampleDivisions);
  await registry.import(fixture);
});
afterEach(() => registry.dispose());
const names = (text: string) => search(registry.db, { text }, registry.dictionary).found.map(({ name }) => name);

it('is made once, and made anew when names are folded in another way than before', () => {
  const { db } = registry;
  const before = [names('hoa'), names('mẫu'), db.get(size)];
  expect(refreshNameIndex(db)).toBe(false);
  // As an older version would have left it: another mark, another key, other words.
  db.exec(
    "UPDATE keepsake SET value = 'older' WHERE name = 'nameIndex'; UPDATE folded_name SET folded = upper(folded)",
  );
  expect(refreshNameIndex(db)).toBe(true);
  expect([names('hoa'), names('mẫu'), db.get(size)]).toEqual(before);
  expect(db.pragma("quick_check('name_word')")).toBe('ok');
});

it('takes out what it put in, and nothing it would not have put in', () => {
  const { db } = registry;
  const kept = db.get(row, { id: 1 });
  if (kept === null) throw new Error('nobody');
  takeFromNameIndex(db, 1, kept);
  expect(names(kept.name)).toEqual([]);
  expect(() => takeFromNameIndex(db, 1, kept)).toThrow('another version');
  addToNameIndex(db, 1, kept);
  expect(names(kept.name)).toEqual([kept.name]);
});

it('keeps a name as long as somebody has it', () => {
  const { db } = registry;
  const shared = { name: 'NGUYỄN MẪU XOÀI', birth: 19_900_101, area: 8 };
  const folded = 'nguyen mau xoai';
  db.transaction(() => {
    for (const id of [9001, 9002]) addToNameIndex(db, id, shared);
    takeFromNameIndex(db, 9001, shared);
    forgetIdleNames(db);
  });
  expect(db.get(known, { folded })).toEqual({ names: 1, idle: 0, indexed: 1 });
  db.transaction(() => {
    takeFromNameIndex(db, 9002, shared);
    addToNameIndex(db, 9001, { ...shared, name: 'Nguyễn Mẫu Xoài' });
    forgetIdleNames(db);
  });
  expect(db.get(known, { folded })).toEqual({ names: 1, idle: 0, indexed: 1 });
  db.transaction(() => {
    takeFromNameIndex(db, 9001, { ...shared, name: 'Nguyễn Mẫu Xoài' });
    forgetIdleNames(db);
  });
  expect(db.get(known, { folded })).toEqual({ names: 0, idle: 0, indexed: 0 });
  expect(db.pragma("quick_check('name_word')")).toBe('ok');
});
