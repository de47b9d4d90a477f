/** Việt Nam is at UTC+7 all year. What a window or a paper of the desk says is its time, whatever zone the machine was set to. */
const ahead = 7 * 3_600_000;

/** A moment as calendars and clocks of Việt Nam have it; `month` from 1. */
export type VietNamTime = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>>;

export function inVietNam(moment: Date): VietNamTime {
  const local = new Date(moment.getTime() + ahead);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  };
}

/** The moment a day begins in Việt Nam; `month` from 1. What lies beyond a month runs on into the next ones. */
export function dayBegins({ year, month, day }: Pick<VietNamTime, 'year' | 'month' | 'day'>): Date {
  return new Date(Date.UTC(year, month - 1, day) - ahead);
}
