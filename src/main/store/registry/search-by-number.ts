import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { packDigits } from './columns.ts';
import { type LineRow, lineColumns } from './found.ts';
import { type HandleKind, handleKinds, phoneValues } from './handles.ts';

/** Which number of a person was typed. */
export type NumberKind = 'number' | HandleKind;

/** What limits a search; `area` as the integer that is stored. One more than `limit` is found where there are more. */
export type Filter = { readonly area: number | null; readonly birthYear: number | null; readonly limit: number };

/** A row found, by what, and how well it fits (0 best). */
export type Hit<By> = { readonly row: LineRow; readonly by: By; readonly rank: number };

type Span = { readonly from: number; readonly to: number; readonly limit: number };

const byNumbers = query<Span, LineRow>(
  'search.numbers',
  `SELECT ${lineColumns} FROM citizen c WHERE c.number BETWEEN :from AND :to ORDER BY c.number LIMIT :limit`,
);
const byHandle = query<{ value: number; kind: number; limit: number }, LineRow>(
  'search.handle',
  `SELECT ${lineColumns} FROM handle h JOIN citizen c ON c.id = h.citizen
   WHERE h.value = :value AND h.kind = :kind ORDER BY c.number LIMIT :limit`,
);

/** Everybody with a number: their own (also its beginning), a cancelled one, a nine-digit one, a phone. */
export function searchByNumber(db: ReadDb, typed: string, filter: Filter): readonly Hit<NumberKind>[] {
  // Filters leave rows out after the index found them; numbers are so telling that a few more rows are enough.
  const limit = (filter.limit + 1) * 4;
  const hits: Hit<NumberKind>[] = [];
  const take = (by: NumberKind, rows: readonly LineRow[]) => hits.push(...rows.map((row) => ({ row, by, rank: 0 })));
  const handle = (kind: HandleKind, value: number | null) => {
    if (value !== null) take(kind, db.all(byHandle, { value, kind: handleKinds[kind], limit }));
  };
  if (/^\d{4,12}$/.test(typed)) take('number', db.all(byNumbers, { ...numbersFrom(typed), limit }));
  handle('cancelledNumber', packDigits(typed, 12));
  handle('oldNumber', packDigits(typed, 9));
  for (const value of phoneValues(typed)) handle('phone', value);
  const once = new Map(hits.toReversed().map((hit) => [hit.row.id, hit]));
  return [...once.values()].reverse().filter(({ row }) => fits(row, filter));
}

function numbersFrom(typed: string): { readonly from: number; readonly to: number } {
  const step = 10 ** (12 - typed.length);
  const from = Number(typed) * step;
  return { from, to: from + step - 1 };
}

function fits({ area, birth }: LineRow, filter: Filter): boolean {
  if (filter.area !== null && area !== filter.area) return false;
  return filter.birthYear === null || Math.floor(birth / 10_000) === filter.birthYear;
}
