/**
 * Arithmetic on ISO dates as text (yyyy-mm-dd, or yyyy and yyyy-mm where the rest is unknown). No clock and no time zone:
 * every judgement is made for a date that is handed in.
 */

/** What stands in for unknown parts of a date, and what a leap-day birthday is in other years. Settings, not law. */
export type DatePolicy = {
  /** The day a birth date with unknown parts is taken for when a milestone is computed. */
  readonly unknownBirth: 'first' | 'last';
  /** The birthday of someone born on 29 February in a year without one. */
  readonly leapDay: '02-28' | '03-01';
};

/** No text of law was found for either; the fixtures take 1 March, and the last day favours the citizen. */
export const defaultDatePolicy: DatePolicy = { unknownBirth: 'last', leapDay: '03-01' };

/** Whether a date is known to the day. */
export function isWhole(iso: string): boolean {
  return iso.length === 10;
}

/** Whether two dates can be the same day: unknown parts agree with anything. */
export function datesAgree(one: string, other: string): boolean {
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) === other.slice(0, known);
}

/** The same day so many years later. */
export function addYears(iso: string, years: number, { leapDay }: DatePolicy = defaultDatePolicy): string {
  const year = Number(iso.slice(0, 4)) + years;
  const rest = iso.slice(5);
  const day = rest === '02-29' && !isLeap(year) ? leapDay : rest;
  return `${String(year).padStart(4, '0')}-${day}`;
}

/** The day so many days later (or earlier, if negative). */
export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Days from one date to another; negative if the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** A birth date made whole for computing with it: unknown parts become the first or the last day they can be. */
export function wholeBirth(iso: string, { unknownBirth }: DatePolicy = defaultDatePolicy): string {
  const [year = '', month, day] = iso.split('-');
  if (day !== undefined) return iso;
  if (unknownBirth === 'first') return `${year}-${month ?? '01'}-01`;
  const last = month === undefined ? '12-31' : `${month}-${lastDay(Number(year), Number(month))}`;
  return `${year}-${last}`;
}

/** Full years of age on a date. A birth known by its year is taken as the policy says. */
export function ageOn(birth: string, on: string, policy: DatePolicy = defaultDatePolicy): number {
  const born = wholeBirth(birth, policy);
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return addYears(born, years, policy) <= on ? years : years - 1;
}

function lastDay(year: number, month: number): string {
  return String(new Date(Date.UTC(year, month, 0)).getUTCDate());
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
