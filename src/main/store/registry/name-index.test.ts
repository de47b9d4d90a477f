import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { query } from '../database/query.ts';
import { addToNameIndex, refreshNameIndex, takeFromNameIndex } from './name-index.ts';
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
  db.exec("UPDATE keepsake SET value = 'older' WHERE name = 'nameIndex'; UPDATE name_key SET folded = upper(folded)");
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
