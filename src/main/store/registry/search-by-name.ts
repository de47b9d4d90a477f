import { compareSortKeys, sortKey } from '#domain/citizen/names/collation.ts';
import { type NameQuery, nameQuery, nameRank } from '#domain/citizen/names/name-search.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type LineRow, lineColumns } from './found.ts';
import { areaWord, marksOf, yearWord } from './name-keys.ts';
import type { Filter, Hit } from './search-by-number.ts';

const exact = query<{ folded: string; marks: number; limit: number }, LineRow>(
  'search.exactName',
  `SELECT ${lineColumns} FROM name_key k JOIN citizen c ON c.id = k.citizen
   WHERE k.folded = :folded AND k.marks = :marks LIMIT :limit`,
);
const begun = query<{ from: string; to: string; limit: number }, LineRow>(
  'search.nameBegun',
  `SELECT ${lineColumns} FROM name_key k JOIN citizen c ON c.id = k.citizen
   WHERE k.folded >= :from AND k.folded < :to LIMIT :limit`,
);
const worded = query<{ words: string; limit: number }, LineRow>(
  'search.nameWords',
  `SELECT ${lineColumns} FROM (SELECT rowid FROM name_word WHERE name_word MATCH :words LIMIT :limit) w
   JOIN citizen c ON c.id = w.rowid`,
);

/** How many rows each way of finding may bring to be ranked: more than anybody reads, little enough to be quick. */
const most = 300;

/** Everybody a name may mean, best first: same spelling, same but for i/y, same without marks, begun, words in any order. */
export function searchByName(db: ReadDb, text: string, filter: Filter): readonly Hit<'name'>[] {
  const asked = nameQuery(text);
  if (asked === null) return [];
  const rows = new Map<number, LineRow>();
  const take = (found: readonly LineRow[]) => {
    for (const row of found) rows.set(row.id, row);
  };
  const byWords = (last: 'whole' | 'begun', limit: number) =>
    take(db.all(worded, { words: wordsOf(asked, filter, last), limit }));
  if (filter.area !== null || filter.birthYear !== null) byWords('begun', most * 2);
  else {
    const limit = Math.max(most, filter.limit + 1);
    take(db.all(exact, { folded: asked.foldedKey, marks: marksOf(asked.toneKey), limit }));
    for (const from of beginnings(asked)) take(db.all(begun, { from, to: `${from}\u{10ffff}`, limit }));
    // Whole words are better than begun ones, and need not be gathered from many words.
    if (rows.size <= filter.limit) byWords('whole', limit);
    if (rows.size <= filter.limit) byWords('begun', limit);
  }
  return ranked(asked, [...rows.values()], filter.limit);
}

/** A last word in i or y may be the beginning of a word in which that letter is not the end: `ly` of `lyna`. */
function beginnings({ foldedKey }: NameQuery): readonly string[] {
  return /[^aeiou ]i$/.test(foldedKey) ? [foldedKey, `${foldedKey.slice(0, -1)}y`] : [foldedKey];
}

function wordsOf({ words }: NameQuery, { area, birthYear }: Filter, last: 'whole' | 'begun'): string {
  const quoted = words.map((word, at) => (last === 'begun' && at === words.length - 1 ? `"${word}"*` : `"${word}"`));
  if (area !== null) quoted.push(`"${areaWord(area)}"`);
  if (birthYear !== null) quoted.push(`"${yearWord(birthYear)}"`);
  return quoted.join(' AND ');
}

function ranked(asked: NameQuery, rows: readonly LineRow[], limit: number): readonly Hit<'name'>[] {
  const hits = rows.flatMap((row) => {
    const rank = nameRank(asked, row.name);
    return rank === null ? [] : [{ row, by: 'name' as const, rank }];
  });
  // Sort keys are dear: only those ranks are put in order that will be shown.
  const last = hits.map(({ rank }) => rank).sort((a, b) => a - b)[limit] ?? Number.POSITIVE_INFINITY;
  return hits
    .filter(({ rank }) => rank <= last)
    .map((hit) => ({ hit, key: sortKey(hit.row.name) }))
    .sort((a, b) => a.hit.rank - b.hit.rank || compareSortKeys(a.key, b.key) || a.hit.row.number - b.hit.row.number)
    .map(({ hit }) => hit);
}
