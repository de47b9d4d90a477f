import { dayBegins, inVietNam } from './viet-nam-time.ts';

/** A typed day as the midnight it begins with in Việt Nam: 14/2/2004, 14-2-2004, 14.2.2004, 14022004, 2004-02-14; null for anything else. */
export function parseDay(typed: string): Date | null {
  const text = typed.normalize('NFC').trim();
  const [, day, month, year] =
    /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? [];
  if (day && month && year) return realDay(Number(year), Number(month), Number(day));
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return isoYear ? realDay(Number(isoYear), Number(isoMonth), Number(isoDay)) : null;
}

/** The day that follows. */
export function nextDay(day: Date): Date {
  const { year, month, day: date } = inVietNam(day);
  return dayBegins({ year, month, day: date + 1 });
}

/** 31/2 is no day, whatever the calendar makes of it. */
function realDay(year: number, month: number, day: number): Date | null {
  const made = dayBegins({ year, month, day });
  const is = inVietNam(made);
  return is.year === year && is.month === month && is.day === day ? made : null;
}
