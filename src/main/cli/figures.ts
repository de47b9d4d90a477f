import { localDay, localMinute } from '#domain/shift/local-time.ts';
import { showIsoDate } from '#domain/text/document-date.ts';

/** 1234567 as 1.234.567. */
export function figure(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

/** A size in bytes for people: 1,5 MB. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
  let left = bytes;
  let at = 0;
  while (left >= 1000 && at < units.length - 1) {
    left /= 1000;
    at++;
  }
  const text = at === 0 || left >= 100 ? String(Math.round(left)) : left.toFixed(1).replace('.', ',');
  return `${text} ${units[at]}`;
}

/** How much of a whole, in hundredths, without claiming the whole before it is there. */
export function percentOf(done: number, of: number): string {
  return of <= 0 ? '0 %' : `${Math.min(100, Math.floor((100 * done) / of))} %`;
}

/** A moment (ISO) as the clock on a wall in Việt Nam shows it, whatever the machine's zone: 22/11/2026 14:05. */
export function moment(iso: string): string {
  const at = new Date(iso);
  return `${showIsoDate(localDay(at))} ${localMinute(at)}`;
}

/** A date (ISO, possibly without day or month) the Vietnamese way; nothing where there is none. */
export function day(iso: string | null): string {
  return iso === null ? '' : showIsoDate(iso);
}
