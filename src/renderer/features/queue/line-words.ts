import type { Settings } from '#contract/desk.ts';
import type { Line, Sending, SyncResult, SyncState } from '#contract/sync.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { formatStretch } from '../../i18n/format-figures.ts';
import type { QueueLabels } from '../../i18n/vi-queue.ts';

/** The time of a moment, with its day where that is not today, and its year where that is not this one. */
export function formatWhen(iso: string, now: Date): string {
  const moment = new Date(iso);
  const day = formatDay(moment);
  if (day === formatDay(now)) return formatTime(moment);
  return `${formatTime(moment)} ${day.slice(6) === formatDay(now).slice(6) ? day.slice(0, 5) : day}`;
}

/** How the line stands, in one or two short sentences. */
export function lineText(line: Line, words: QueueLabels['line'], now: Date): string {
  switch (line.is) {
    case 'unset':
      return words.unset;
    case 'connecting':
      return words.connecting;
    case 'ready':
      return words.ready(formatWhen(line.at, now));
    case 'away':
      return words.away(formatWhen(line.since, now), formatTime(new Date(line.nextAt), true));
    case 'barred':
      return words.barred(formatWhen(line.since, now));
  }
}

/** The run under way; one that found nothing to send is not worth a word. */
export function shownSending({ sending }: Pick<SyncState, 'sending'>): Sending | null {
  return sending !== null && sending.dossiers.of > 0 ? sending : null;
}

/** Whether what a run came to is no longer how it is: another one goes on, more waits than it left, the line is otherwise. */
export function isStale({ left, stopped }: SyncResult, { line, figures, sending }: SyncState): boolean {
  const ended = stopped === null ? line.is === 'ready' : line.is !== 'ready';
  return sending !== null || figures.waiting > left || !ended;
}

const minute = 60_000;

/** What the machine's clock is, against the upstream's: `máy chậm 7 phút`; under a minute it fits. */
export function skewText(skewMs: number, words: QueueLabels['line'], language: Settings['language']): string {
  const minutes = Math.round(Math.abs(skewMs) / minute);
  if (minutes === 0) return words.clockFits;
  const stretch = formatStretch(minutes * minute, language);
  return skewMs > 0 ? words.slow(stretch) : words.fast(stretch);
}

/** Whether the clock is off by so much that it is worth saying. */
export function isOff(skewMs: number): boolean {
  return Math.round(Math.abs(skewMs) / minute) > 0;
}
