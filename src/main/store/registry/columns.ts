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
  const [year, month, day] = [Math.floor(packed / 10_000), Math.floor(packed / 100) % 100, packed % 100];
  const parts = [String(year).padStart(4, '0'), ...(month === 0 ? [] : [two(month)]), ...(day === 0 ? [] : [two(day)])];
  return parts.join('-');
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
  return { text: text ?? showIsoDate(iso), iso };
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

function two(part: number): string {
  return String(part).padStart(2, '0');
}
