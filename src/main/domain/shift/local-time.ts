/** Việt Nam is at UTC+7 all year. */
const ahead = 7 * 3_600_000;

const local = (moment: Date) => new Date(moment.getTime() + ahead).toISOString();

/** The calendar day a moment is on in Việt Nam, ISO, whatever the machine's time zone. */
export function localDay(moment: Date): string {
  return local(moment).slice(0, 10);
}

/** The minute of that day, `HH:MM`. */
export function localMinute(moment: Date): string {
  return local(moment).slice(11, 16);
}
