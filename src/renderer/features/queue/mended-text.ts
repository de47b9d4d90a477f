import type { Minute } from '#contract/sync.ts';
import type { QueueLabels } from '../../i18n/vi-queue.ts';

/** What a comparison itself put right and cleared away. */
export function mendedText(
  { resent, purged }: Pick<Minute, 'resent' | 'purged'>,
  words: QueueLabels['reconcile'],
  count: (value: number) => string,
): string {
  const first = resent > 0 ? words.resent(count(resent)) : words.nothingMended;
  const second = purged > 0 ? words.purged(count(purged)) : words.nothingPurged;
  return `${first}; ${second}.`;
}
