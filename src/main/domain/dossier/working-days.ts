import { addDays, daysBetween } from '../citizen/dates.ts';
import { type DaySwap, fixedHolidays, type HolidayYear, holidayYears } from './holidays.ts';

/** What a station changes of the calendar: what was announced for a year, days of its own, and holidays of no certain law. */
export type CalendarSettings = {
  /** Years as they were announced after this table was written; they replace the table's. */
  readonly years: readonly HolidayYear[];
  /** Exchanged days besides. */
  readonly swaps: readonly DaySwap[];
  /** ISO dates on which this station does not work (a flood, a move), and nobody's deadline runs. */
  readonly closed: readonly string[];
  /** Whether holidays whose law was not found count as days off. */
  readonly uncertainHolidays: boolean;
};

/** Nothing changed; what is not certain counts as a day of work, so that a result is promised a day early rather than late. */
export const noCalendarSettings: CalendarSettings = { years: [], swaps: [], closed: [], uncertainHolidays: false };

/** Days of work and of rest. Made once; every question is of ISO dates in the time of Việt Nam. */
export type WorkCalendar = {
  /** Days off by law that are no weekend: holidays, what makes up for those on a weekend, exchanged days. */
  readonly off: ReadonlySet<string>;
  /** Weekend days that are worked for an exchanged day. */
  readonly worked: ReadonlySet<string>;
  readonly firstYear: number;
  readonly lastYear: number;
};

/**
 * Hours in which communes serve people on a Saturday. Officials rest on Saturday and Sunday (Decision 188/1999/QĐ-TTg), so the
 * morning is time to come and no day of a deadline.
 */
export const saturdayHours = {
  from: '07:30',
  to: '11:30',
  basis: 'Lịch tiếp công dân sáng thứ Bảy ở cấp xã (theo thông báo của từng nơi)',
} as const;

/**
 * The calendar of the table and what a station changed. A holiday on a weekend is made up for on the next day of work
 * (Labour Code 2019, article 111.3).
 */
export function workCalendar(settings: CalendarSettings = noCalendarSettings): WorkCalendar {
  const years = [
    ...holidayYears.filter(({ year }) => !settings.years.some((own) => own.year === year)),
    ...settings.years,
  ];
  const numbers = years.map(({ year }) => year);
  const off = new Set(years.flatMap((year) => daysOff(year, settings)));
  const swaps = [...years.flatMap((year) => year.swaps), ...settings.swaps];
  for (const swap of swaps) off.add(swap.off);
  for (const day of settings.closed) off.add(day);
  const worked = new Set(swaps.map((swap) => swap.worked));
  return { off, worked, firstYear: Math.min(...numbers), lastYear: Math.max(...numbers) };
}

/** Every day off of a year by law, with those that make up for a weekend. */
function daysOff(year: HolidayYear, { uncertainHolidays }: CalendarSettings): readonly string[] {
  const fixed = fixedHolidays
    .filter(({ fromYear, certain }) => fromYear <= year.year && (certain || uncertainHolidays))
    .map(({ day }) => `${year.year}-${day}`);
  const tet = [0, 1, 2, 3, 4].map((days) => addDays(year.tetFrom, days));
  const days = [...new Set([...fixed, ...tet, year.kings, year.besideNational])].sort();
  const all = new Set(days);
  for (const day of days) {
    if (!isWeekend(day)) continue;
    let instead = addDays(day, 1);
    while (isWeekend(instead) || all.has(instead)) instead = addDays(instead, 1);
    all.add(instead);
  }
  return [...all];
}

/** Whether a day (ISO) is a day of work. @throws RangeError for a year whose holidays are not known: nothing is promised by guess */
export function isWorkingDay(calendar: WorkCalendar, day: string): boolean {
  const year = Number(day.slice(0, 4));
  if (!(year >= calendar.firstYear && year <= calendar.lastYear)) throw new RangeError(`no holidays known for ${year}`);
  if (calendar.worked.has(day)) return true;
  return !isWeekend(day) && !calendar.off.has(day);
}

function isWeekend(day: string): boolean {
  const of = new Date(`${day}T00:00:00Z`).getUTCDay();
  return of === 0 || of === 6;
}

/**
 * The last day of so many days of work from a day (ISO). The first day does not count (Civil Code 2015, article 147.2): what
 * is handed in on a Friday evening and what comes in on Saturday morning both begin on Monday.
 * @throws RangeError beyond the years that are known
 */
export function addWorkingDays(calendar: WorkCalendar, from: string, days: number): string {
  let day = from;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left--;
  }
  return day;
}

/**
 * Days of work from a day to a later one, the first not counted and the last counted; negative where the later day is over.
 * @throws RangeError beyond the years that are known
 */
export function workingDaysBetween(calendar: WorkCalendar, from: string, to: string): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let days = 0;
  for (let day = from, left = daysBetween(from, to); left > 0; left--) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) days++;
  }
  return days;
}
