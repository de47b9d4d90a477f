import type { DocumentDate } from '#contract/holder.ts';

const dayMonthYear = /^(\d{1,2}|--|__|<<)[/.-](\d{1,2}|--|__|<<)[/.-](\d{4})$/;
const monthYear = /^(\d{1,2})[/.-](\d{4})$/;
const yearOnly = /^(\d{4})$/;

/** Whether `text` is what a Vietnamese document writes instead of an end: "Không thời hạn", in any case and composition. */
export function saysNoExpiry(text: string): boolean {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
  return folded === 'khong thoi han';
}

/**
 * A date as Vietnamese documents write it: dd/mm/yyyy, mm/yyyy or a year alone; unknown parts (00, --) are left out of
 * `iso`. A day that no calendar has gives `iso` null; the text stays as it was.
 */
export function readDocumentDate(text: string): DocumentDate {
  const trimmed = text.trim();
  const full = dayMonthYear.exec(trimmed);
  if (full) return { text: trimmed, iso: isoOf({ year: full[3] ?? '', month: full[2] ?? '', day: full[1] ?? '' }) };
  const month = monthYear.exec(trimmed);
  if (month) return { text: trimmed, iso: isoOf({ year: month[2] ?? '', month: month[1] ?? '', day: '' }) };
  const year = yearOnly.exec(trimmed);
  return { text: trimmed, iso: year ? isoOf({ year: year[1] ?? '', month: '', day: '' }) : null };
}

/** A date of eight digits, yyyymmdd, as DG11 and DG12 write it; null when it is none (ICAO 9303-10 §4.7.11). */
export function readCompactDate(digits: string): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(digits);
  return parts ? isoOf({ year: parts[1] ?? '', month: parts[2] ?? '', day: parts[3] ?? '' }) : null;
}

/** A two-digit-year date of a machine readable zone, yymmdd with `<` for what is unknown, in the century given. */
export function isoOfMrzDate(yymmdd: string, century: number): string | null {
  const parts = /^(\d\d)(\d\d|<<)(\d\d|<<)$/.exec(yymmdd);
  if (!parts) return null;
  return isoOf({ year: `${century}${parts[1]}`, month: parts[2] ?? '', day: parts[3] ?? '' });
}

/** An ISO date shown the Vietnamese way: dd/mm/yyyy, mm/yyyy or yyyy. */
export function showIsoDate(iso: string): string {
  return iso.split('-').reverse().join('/');
}

function isoOf({ year, month, day }: { year: string; month: string; day: string }): string | null {
  const [y, m, d] = [Number(year), Number(month) || 0, Number(day) || 0];
  if (y < 1800) return null;
  if (m === 0) return d === 0 ? year : null;
  if (m > 12) return null;
  if (d === 0) return `${year}-${two(m)}`;
  return d <= daysIn(y, m) ? `${year}-${two(m)}-${two(d)}` : null;
}

function two(part: number): string {
  return part.toString().padStart(2, '0');
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
