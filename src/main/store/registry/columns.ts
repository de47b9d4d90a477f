import type { DocumentDate } from '#contract/holder.ts';
import { showIsoDate } from '#domain/text/document-date.ts';

/** Digits of a fixed length as an integer, or null for anything else. */
export function packDigits(text: string | null, length: number): number | null {
  return text !== null && text.length === length && /^\d+$/.test(text) ? Number(text) : null;
}

/** The digits back, with their leading zeros. */
export function unpackDigits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** An ISO date, possibly without day or month, as yyyymmdd with 00 for what is unknown; 0 for none. */
export function packIso(iso: string | null): number {
  if (iso === null) return 0;
  const [year = '0', month = '0', day = '0'] = iso.split('-');
  return Number(year) * 10_000 + Number(month) * 100 + Number(day);
}

/** The ISO date back; null for 0. */
export function unpackIso(packed: number): string | null {
  if (packed === 0) return null;
  const [month, day] = [twoOf(Math.floor(packed / 100) % 100), twoOf(packed % 100)];
  const year = yearOf(packed);
  if (month === '00') return day === '00' ? year : `${year}-${day}`;
  return day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`;
}

/** The text of a date where it cannot be told from the date itself. */
export function oddText(date: DocumentDate | null): string | undefined {
  if (date === null || (date.iso !== null && date.text === showIsoDate(date.iso))) return undefined;
  return date.text;
}

/** A date back from its column and the text it had if that was odd. */
export function unpackDate(packed: number, text: string | undefined): DocumentDate | null {
  const iso = unpackIso(packed);
  if (iso === null) return text === undefined ? null : { text, iso: null };
  return { text: text ?? showWhole(iso), iso };
}

/** A five-digit code of a unit as an integer; 0 for none. */
export function packUnit(code: string | null): number {
  return packDigits(code, 5) ?? 0;
}

/** The code back; null for 0. */
export function unpackUnit(packed: number): string | null {
  return packed === 0 ? null : unpackDigits(packed, 5);
}

/** The place of a value in its list, which is how it is stored. @throws RangeError for a value the list does not have */
export function packOneOf<T extends string>(list: readonly T[], value: T): number {
  const at = list.indexOf(value);
  if (at < 0) throw new RangeError('not in the list');
  return at;
}

/** The value back. @throws RangeError for a place the list does not have */
export function unpackOneOf<T extends string>(list: readonly T[], at: number): T {
  const value = list[at];
  if (value === undefined) throw new RangeError('not in the list');
  return value;
}

// Three dates a person, millions of people: whole ones are put together from parts that are there already.
const pairs = Array.from({ length: 100 }, (_, part) => String(part).padStart(2, '0'));

function twoOf(part: number): string {
  return pairs[part] ?? '';
}

function yearOf(packed: number): string {
  return twoOf(Math.floor(packed / 1_000_000)) + twoOf(Math.floor(packed / 10_000) % 100);
}

/** As `showIsoDate` shows it. */
function showWhole(iso: string): string {
  return iso.length === 10 ? `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}` : showIsoDate(iso);
}
