import type { ReadingComparison } from '#contract/desk.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { ComparedCard } from '#ports/registry-store.ts';
import type { ReadingPermits } from './reading-office.ts';

/** The comparison of one reading: begun when the identity is known, made anew when more of the card is. */
export type ReadingComparer = {
  /** What is known of the card by now. */
  known(): ComparedCard;
  learn(more: Partial<ComparedCard>): void;
  /** The identity is known: from now on there is a comparison. */
  begin(): void;
  /** The record may be another by now. */
  again(): void;
  /** Nothing of it is shown any more. */
  retire(): void;
};

type Parts = {
  readonly permits: ReadingPermits;
  readonly card: ComparedCard;
  readonly show: (comparison: ReadingComparison) => void;
  readonly report: (where: string, error: unknown) => string;
};

/** A comparison that nobody waits for. Only the newest state of the card is compared, one comparison at a time. */
export function createReadingComparer({ permits, card, show, report }: Parts): ReadingComparer {
  let known = card;
  let begun = false;
  let live = true;
  let busy = false;
  let compared: string | null = null;
  let deaf: () => void = () => undefined;
  const compare = recordedOnce(permits);
  const run = async () => {
    busy = true;
    for (let text = JSON.stringify(known); compared !== text; text = JSON.stringify(known)) {
      compared = text;
      const found = await compare(known).catch(
        (error) => ({ state: 'failed', failure: failureOf(error, report) }) as const,
      );
      if (live) show(found);
    }
    busy = false;
  };
  const look = () => {
    if (begun && !busy && permits.compare !== null) void run();
  };
  const again = () => {
    compared = null;
    look();
  };
  return {
    known: () => known,
    learn(more) {
      known = { ...known, ...more };
      look();
    },
    begin() {
      if (begun || !live || permits.compare === null) return;
      begun = true;
      // What there was nothing to compare with may be there once an import has ended.
      deaf = permits.office.registry.onFilled(again);
      show({ state: 'pending' });
      look();
    },
    again,
    retire() {
      live = false;
      deaf();
    },
  };
}

/**
 * Compares; that is put on record before it is given on, once: until it was, and again when there were no data to compare
 * with and now there are.
 */
function recordedOnce({ office, compare: permit }: ReadingPermits): (card: ComparedCard) => Promise<ReadingComparison> {
  const { session, log, registry } = office;
  let onRecord: 'nothing' | 'noData' | 'data' = 'nothing';
  return async (card) => {
    const compared = await registry.compare(card);
    const isNews = onRecord === 'nothing' || (onRecord === 'noData' && compared.state === 'done');
    if (!isNews || permit === null) return compared;
    const number = card.holder?.number?.value ?? null;
    const object = number === null ? null : await log.object('citizen', number);
    const count = (found: ReadingComparison) => (found.state === 'done' && found.person !== null ? 1 : 0);
    const found = await session.show(permit, { action: 'citizen.compared', object, count }, async () => compared);
    onRecord = found.state === 'done' ? 'data' : 'noData';
    return found;
  };
}

function failureOf(error: unknown, report: Parts['report']) {
  return error instanceof FailureError ? error.failure : failure('internal', { incident: report('comparison', error) });
}
