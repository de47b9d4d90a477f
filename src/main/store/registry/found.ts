import type { Sex } from '#contract/citizen.ts';
import { unpackSex } from './citizen-row.ts';
import { unpackDigits, unpackIso, unpackUnit } from './columns.ts';
import type { Dictionary } from './dictionary.ts';

/** One line of a list of people: enough to tell them apart, not more. */
export type PersonLine = {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  /** ISO, possibly without day or month. */
  readonly birth: string | null;
  readonly sex: Sex;
  /** Commune, five digits. */
  readonly area: string | null;
  /** Permanent residence as written. */
  readonly address: string | null;
  readonly dead: boolean;
};

/** The columns a line is made of. */
export type LineRow = {
  readonly id: number;
  readonly number: number;
  readonly name: string;
  readonly birth: number;
  readonly sex: number;
  readonly area: number;
  readonly permanent_detail: string | null;
  readonly permanent_place: number | null;
  readonly death: number | null;
};

/** The columns, of the table called `c`. */
export const lineColumns =
  'c.id, c.number, c.name, c.birth, c.sex, c.area, c.permanent_detail, c.permanent_place, c.death';

/** The line of a row. */
export function personLine(row: LineRow, dictionary: Dictionary): PersonLine {
  const place = row.permanent_place === null ? null : dictionary.place(row.permanent_place).text;
  return {
    id: row.id,
    number: unpackDigits(row.number, 12),
    name: row.name,
    birth: unpackIso(row.birth),
    sex: unpackSex(row.sex),
    area: unpackUnit(row.area),
    address: place === null ? null : (row.permanent_detail ?? '') + place,
    dead: row.death !== null && row.death > 0,
  };
}
