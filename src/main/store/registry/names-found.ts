import type { NameQuery } from '#domain/citizen/names/name-search.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { marksOf } from './name-keys.ts';
import type { Filter } from './search-by-number.ts';

/** Somebody whose name may be meant, and that name without marks: enough to rank by, without reading the record. */
export type NameFound = { readonly citizen: number; readonly folded: string };

/** A way of finding people by name. Whom `everybody` finds are all, of whatever rank, where they are fewer than the limit. */
export type NameWay = { readonly finds: 'some' | 'everybody'; readonly find: (limit: number) => readonly NameFound[] };

type Limits = { readonly from: number; readonly to: number; readonly limit: number };
type Area = { readonly area: number };
type Spelt = { readonly folded: string; readonly marks: number };
type Begun = { readonly begin: string; readonly end: string };
type Worded = { readonly words: string };

const having = `SELECT k.citizen, n.folded FROM folded_name n CROSS JOIN name_key k ON k.name = n.id
   WHERE k.birth BETWEEN :from AND :to`;
const spelt = query<Limits & Spelt, NameFound>(
  'search.nameSpelt',
  `${having} AND n.folded = :folded AND k.marks = :marks LIMIT :limit`,
);
const same = query<Limits & { folded: string }, NameFound>(
  'search.nameSame',
  `${having} AND n.folded = :folded LIMIT :limit`,
);
const begun = query<Limits & Begun, NameFound>(
  'search.nameBegun',
  `${having} AND n.folded >= :begin AND n.folded < :end LIMIT :limit`,
);
const worded = query<Limits & Worded, NameFound>(
  'search.nameWords',
  `SELECT k.citizen, n.folded FROM name_word w CROSS JOIN name_key k ON k.name = w.rowid
     CROSS JOIN folded_name n ON n.id = w.rowid
   WHERE w.name_word MATCH :words AND k.birth BETWEEN :from AND :to LIMIT :limit`,
);

const onRoll = (names: string) => `SELECT r.citizen, n.folded FROM roll r CROSS JOIN folded_name n ON n.id = r.name
   WHERE r.area = :area AND r.year BETWEEN :from AND :to AND r.name IN (${names}) LIMIT :limit`;
const sameInArea = query<Limits & Area & { folded: string }, NameFound>(
  'search.nameSameInArea',
  onRoll('SELECT id FROM folded_name WHERE folded = :folded'),
);
const begunInArea = query<Limits & Area & Begun, NameFound>(
  'search.nameBegunInArea',
  onRoll('SELECT id FROM folded_name WHERE folded >= :begin AND folded < :end'),
);
const wordedInArea = query<Limits & Area & Worded, NameFound>(
  'search.nameWordsInArea',
  onRoll('SELECT rowid FROM name_word WHERE name_word MATCH :words'),
);

/** The ways of finding whom a name may mean, the best first; each may find those of the ways before it again. */
export function waysByName(db: ReadDb, asked: NameQuery, filter: Filter): readonly NameWay[] {
  return filter.area === null
    ? waysEverywhere(db, asked, filter)
    : waysInArea(db, asked, { ...filter, area: filter.area });
}

function waysEverywhere(db: ReadDb, asked: NameQuery, { birthYear, ...filter }: Filter): readonly NameWay[] {
  const folded = asked.foldedKey;
  const [from, to] = birthYear === null ? [0, 99_999_999] : [birthYear * 10_000, birthYear * 10_000 + 9_999];
  const words = (last: Last) => (limit: number) => db.all(worded, { from, to, words: wordsOf(asked, last), limit });
  return [
    // All of one rank: no more than are wanted.
    some(() => db.all(spelt, { from, to, folded, marks: marksOf(asked.toneKey), limit: filter.limit + 1 })),
    some((limit) => db.all(same, { from, to, folded, limit })),
    ...beginnings(asked).map((of) => some((limit) => db.all(begun, { from, to, ...of, limit }))),
    some(words('whole')),
    some(words('begun')),
  ];
}

/** Each way passes over the roll: where few people have all the words, once is enough. */
function waysInArea(db: ReadDb, asked: NameQuery, { area, birthYear }: Filter & Area): readonly NameWay[] {
  const [from, to] = birthYear === null ? [0, 9_999] : [birthYear, birthYear];
  const within = { area, from, to };
  const words = (last: Last) => (limit: number) =>
    db.all(wordedInArea, { ...within, words: wordsOf(asked, last), limit });
  return [
    { finds: 'everybody', find: words('begun') },
    some((limit) => db.all(sameInArea, { ...within, folded: asked.foldedKey, limit })),
    ...beginnings(asked).map((of) => some((limit) => db.all(begunInArea, { ...within, ...of, limit }))),
    some(words('whole')),
    some(words('begun')),
  ];
}

function some(find: NameWay['find']): NameWay {
  return { finds: 'some', find };
}

/** A last word in i or y may be the beginning of a word in which that letter is not the end: `ly` of `lyna`. */
function beginnings({ foldedKey }: NameQuery): readonly Begun[] {
  const begin = /[^aeiou ]i$/.test(foldedKey) ? [foldedKey, `${foldedKey.slice(0, -1)}y`] : [foldedKey];
  return begin.map((from) => ({ begin: from, end: `${from}\u{10ffff}` }));
}

type Last = 'whole' | 'begun';

function wordsOf({ words }: NameQuery, last: Last): string {
  const quoted = words.map((word, at) => (last === 'begun' && at === words.length - 1 ? `"${word}"*` : `"${word}"`));
  return quoted.join(' AND ');
}
