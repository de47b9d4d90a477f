import { formatDay, formatTime } from '../../i18n/format.ts';

/** A moment of a shift: the time, and the day where it is not today. */
export function shiftTime(iso: string): string {
  const at = new Date(iso);
  return formatDay(at) === formatDay(new Date()) ? formatTime(at) : `${formatTime(at)} ${formatDay(at)}`;
}
