import { dayBegins, inVietNam } from '../../i18n/viet-nam-time.ts';

/** From which day on records of a level stay: whole calendar months back; a day that month lacks is its last one. */
export function keptSince(months: number, today: Date): Date {
  const { year, month: now, day } = inVietNam(today);
  const month = now - months;
  const lastDay = inVietNam(dayBegins({ year, month: month + 1, day: 0 })).day;
  return dayBegins({ year, month, day: Math.min(day, lastDay) });
}
