import { repairMojibake } from '#domain/citizen/names/mojibake.ts';
import { typedNumber } from '#domain/citizen/number.ts';
import type { ReadDb } from '../database/database.ts';
import { packUnit } from './columns.ts';
import type { Dictionary } from './dictionary.ts';
import { type PersonLine, personLine } from './found.ts';
import { searchByName } from './search-by-name.ts';
import { type NumberKind, searchByNumber } from './search-by-number.ts';

/** What is sought: a number of any kind, or a name with or without marks, whole or begun, in any order of its words. */
export type Search = {
  readonly text: string;
  /** Only people of a commune (five digits). */
  readonly area?: string | null;
  /** Only people born in a year. */
  readonly birthYear?: number | null;
  readonly limit?: number;
};

/** Somebody found, and by what. Ranks are those of `nameRank`, 0 best; of a number always 0. */
export type Found = PersonLine & { readonly by: NumberKind | 'name'; readonly rank: number };

/** What was found, best first, then in Vietnamese order; `more` says that there are others. */
export type SearchResult = { readonly found: readonly Found[]; readonly more: boolean };

const shortestNumber = 4;

/** Finds people. Two people who share a number or a name are both found; nobody is ever taken for somebody else. */
export function search(
  db: ReadDb,
  { text, area = null, birthYear = null, limit = 50 }: Search,
  dictionary: Dictionary,
): SearchResult {
  const typed = typedNumber(text);
  const filter = { area: area === null ? null : packUnit(area), birthYear, limit };
  return db.snapshot(() => {
    const hits = isNumber(typed) ? searchByNumber(db, typed, filter) : searchByName(db, text, filter);
    const found = hits.slice(0, limit).map(({ row, by, rank }) => ({ ...personLine(row, dictionary), by, rank }));
    return { found, more: hits.length > limit };
  });
}

function isNumber(typed: string): boolean {
  return /^\+?\d+$/.test(typed) && typed.length >= shortestNumber && repairMojibake(typed).kind === 'clean';
}
