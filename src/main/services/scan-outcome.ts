import type { Reading } from '#contract/desk.ts';
import type { AccessKey } from '#contract/evidence.ts';
import type { Scan } from '#contract/scanning.ts';
import { numberOf, type RecognisedScan } from '#domain/scan/recognise-scan.ts';
import type { ReadingDesk } from './reading-desk.ts';

/** Another attempt by six digits is the officer's to decide here, or of no use; the zone is another way in. */
const noMoreDigits: ReadonlySet<string> = new Set(['access.lastAttempt', 'access.blocked', 'access.unsupported']);

export type ScanSituation = {
  readonly recognised: RecognisedScan;
  readonly key: AccessKey | null;
  /** The reading on the desk. */
  readonly reading: Reading | null;
  /** Keys that the chip there has refused. */
  readonly refused: ReadonlySet<string>;
  /** The card of the finished reading, with its full numbers. */
  readonly card: ReadingDesk['card'];
};

/** What a scan does with the card on the desk. Changes nothing. */
export function outcomeOf({ recognised, key, reading, refused, card }: ScanSituation): Scan['outcome'] {
  if (key === null) return 'shown';
  if (reading === null) return 'waits';
  const beside = 'text' in recognised ? 'compared' : 'shown';
  if (reading.phase === 'reading') return beside;
  if (reading.phase === 'finished' && reading.holder !== null) {
    // The next person's code, before their card: the result of the one before stands there still.
    const isNext = reading.cardGone && card()?.holder?.number?.value !== numberOf(recognised);
    return isNext ? 'waits' : beside;
  }
  if (reading.phase === 'finished' && reading.cardGone) return 'waits';
  if (refused.has(keyText(key))) return 'otherCard';
  return mayTry(key, reading) ? 'keyGiven' : 'shown';
}

/** A key as a text, to tell one from another. */
export function keyText(key: AccessKey): string {
  return key.kind === 'can' ? key.can : key.mrz;
}

function mayTry(key: AccessKey, { phase, failure }: Reading): boolean {
  if (failure === null) return phase === 'awaitingKey';
  return noMoreDigits.has(failure.code) ? key.kind === 'mrz' : failure.retryable;
}
