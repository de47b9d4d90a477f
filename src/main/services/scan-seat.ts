import type { Reading } from '#contract/desk.ts';
import type { AccessKey } from '#contract/evidence.ts';
import { FailureError } from '#contract/failures.ts';
import type { Scan } from '#contract/scanning.ts';
import { accessKeyOf, type RecognisedScan } from '#domain/scan/recognise-scan.ts';
import type { ReadingDesk } from './reading-desk.ts';
import { keyText, outcomeOf } from './scan-outcome.ts';

/** The one scan on the desk, and what it does with the card there. */
export type ScanSeat = {
  scan(): Scan | null;
  /** Puts a scan here in the place of the last one; resolves when what follows from it was begun. */
  put(recognised: RecognisedScan, view: Omit<Scan, 'outcome'>): Promise<Scan>;
  /** To be told of every change of the reading on the desk. */
  readingChanged(reading: Reading | null): void;
  /** Nothing of the scan is kept. */
  forget(): void;
};

export type ScanSeatParts = {
  readonly reading: Pick<ReadingDesk, 'giveKey' | 'giveQr' | 'card'>;
  /** Shows the scan, masked; null when there is none any more. */
  readonly changed: (scan: Scan | null) => void;
  /** Whether somebody is at the desk now who may read cards. */
  readonly mayScan: () => boolean;
  /** Logs a bug. */
  readonly report: (where: string, error: unknown) => unknown;
};

/** A code opens the next card for so long, in milliseconds. */
export const waitMs = 60_000;

/** The chip refused the key of the scan. */
const refusals: ReadonlySet<string> = new Set(['access.wrongKey', 'access.lastAttempt', 'access.blocked']);

type Held = { readonly recognised: RecognisedScan; readonly key: AccessKey | null; readonly scan: Scan };

/** Makes the place of the scan. */
export function createScanSeat(parts: ScanSeatParts): ScanSeat {
  const place = createPlace(parts);
  const trial = createTrial();
  let reading: Reading | null = null;
  const forget = () => {
    trial.end();
    place.hold(null);
  };
  const put: ScanSeat['put'] = async (recognised, view) => {
    const key = accessKeyOf(recognised);
    const { refused } = trial;
    const outcome = outcomeOf({ recognised, key, reading, refused, card: parts.reading.card });
    const next: Held = { recognised, key, scan: { ...view, outcome } };
    place.hold(next);
    await act(next);
    return place.held()?.scan ?? next.scan;
  };
  const act = async ({ recognised, key, scan }: Held) => {
    if (scan.outcome !== 'keyGiven' && scan.outcome !== 'compared') return;
    try {
      if ('text' in recognised) parts.reading.giveQr(recognised.text);
      if (scan.outcome !== 'keyGiven' || key === null) return;
      trial.begin(key);
      await parts.reading.giveKey(key);
    } catch (error) {
      trial.end();
      if (!(error instanceof FailureError)) parts.report('scan', error);
      // The card left at this very moment, or nobody may read it any more.
      if (!parts.mayScan()) forget();
      else place.become(error instanceof FailureError && error.failure.code === 'card.absent' ? 'waits' : 'shown');
    }
  };
  const cardCame = () => {
    trial.forget();
    const held = place.held();
    if (held?.scan.outcome === 'waits') void put(held.recognised, held.scan);
    else if (held !== null && held.scan.outcome !== 'shown') forget();
  };
  const cardWent = () => {
    trial.forget();
    if (place.held()?.scan.outcome !== 'waits') forget();
  };
  return {
    scan: () => place.held()?.scan ?? null,
    put,
    forget,
    readingChanged(next) {
      const before = reading;
      reading = next;
      if (!parts.mayScan()) forget();
      else if (next === null) cardWent();
      else if (next.phase === 'awaitingKey' && next.failure === null && next.id !== before?.id) cardCame();
      else trial.follow(next, () => place.become('otherCard'));
    },
  };
}

/** Holds the scan and shows it; one that waits is forgotten in time. */
function createPlace({ changed }: ScanSeatParts) {
  let held: Held | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hold = (next: Held | null) => {
    clearTimeout(timer);
    const isNews = next !== null || held !== null;
    held = next;
    if (next?.scan.outcome === 'waits') timer = setTimeout(() => hold(null), waitMs);
    if (isNews) changed(next?.scan ?? null);
  };
  return {
    held: (): Held | null => held,
    hold,
    become(outcome: Scan['outcome']) {
      if (held !== null && held.scan.outcome !== outcome) hold({ ...held, scan: { ...held.scan, outcome } });
    },
  };
}

/** Follows the key of a scan through the read it was given to, and remembers what the chip there refused: tried once each. */
function createTrial() {
  let underWay: { readonly key: string; readonly isRead: boolean } | null = null;
  const refused = new Set<string>();
  return {
    refused,
    begin(key: AccessKey) {
      underWay = { key: keyText(key), isRead: false };
    },
    end() {
      underWay = null;
    },
    /** Another chip lies there now, or none. */
    forget() {
      underWay = null;
      refused.clear();
    },
    follow({ phase, failure }: Reading, wasRefused: () => void) {
      if (underWay === null) return;
      const { key, isRead } = underWay;
      if (phase === 'reading') underWay = { key, isRead: true };
      // Until the read with this key begins, what is shown is the one before.
      if (phase === 'reading' || !isRead) return;
      underWay = null;
      if (failure === null || !refusals.has(failure.code)) return;
      refused.add(key);
      wasRefused();
    },
  };
}
