import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { packUnit, unpackUnit } from './columns.ts';
import type { Dictionary } from './dictionary.ts';
import { type LineRow, lineColumns, type PersonLine, personLine } from './found.ts';

type Area = { readonly area: number };

const page = query<Area & { offset: number; limit: number }, LineRow>(
  'roll.page',
  `SELECT ${lineColumns}
   FROM (SELECT citizen FROM roll WHERE area = :area ORDER BY sort_key, citizen LIMIT :limit OFFSET :offset) r
   JOIN citizen c ON c.id = r.citizen`,
);
const count = query<Area, { people: number }>('roll.count', 'SELECT count(*) AS people FROM roll WHERE area = :area');
const areas = query<Record<never, never>, Area & { people: number }>(
  'roll.areas',
  'SELECT area, count(*) AS people FROM roll GROUP BY area ORDER BY people DESC, area',
);

/** The people of a commune in Vietnamese order, from place `offset` on; `area` null: those of no known commune. */
export function rollPage(
  db: ReadDb,
  { area, offset, limit }: { readonly area: string | null; readonly offset: number; readonly limit: number },
  dictionary: Dictionary,
): readonly PersonLine[] {
  return db.all(page, { area: packUnit(area), offset, limit }).map((row) => personLine(row, dictionary));
}

/** How many people a commune has. */
export function rollLength(db: ReadDb, area: string | null): number {
  return db.get(count, { area: packUnit(area) })?.people ?? 0;
}

/** The communes people live in, the fullest first. */
export function areasOfRoll(db: ReadDb): readonly { readonly area: string | null; readonly people: number }[] {
  return db.all(areas).map(({ area, people }) => ({ area: unpackUnit(area), people }));
}
