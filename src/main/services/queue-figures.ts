import type { DossierState } from '#contract/dossier-kind.ts';
import type { QueueFigures } from '#contract/sync.ts';
import type { DossierStore, Outbox } from '#ports/dossier-store.ts';

/** States of a dossier that is still being taken in, in the order of its life. */
export const draftStates = [
  'new',
  'capturing',
  'awaitingCorrection',
  'awaitingSignature',
] as const satisfies readonly DossierState[];

type Parts = {
  readonly store: Pick<DossierStore, 'counts' | 'firstDue'>;
  readonly outbox: Pick<Outbox, 'board'>;
};

/** Where the dossiers of this desk are, counted. @throws FailureError `storage.*` */
export async function queueFigures({ store, outbox }: Parts): Promise<QueueFigures> {
  const [counts, { waiting, poisoned, acknowledged }] = await Promise.all([store.counts(), outbox.board()]);
  const unsealed = counts.complete ?? 0;
  const returned = counts.returned ?? 0;
  const kept = await Promise.all([dueOf(store, 'complete', unsealed), dueOf(store, 'returned', returned)]);
  const dues = [waiting.firstDue, poisoned.firstDue, ...kept];
  return {
    drafts: draftStates.reduce((sum, state) => sum + (counts[state] ?? 0), 0),
    unsealed,
    waiting: waiting.count,
    poisoned: poisoned.count,
    returned,
    acknowledged: acknowledged.count,
    lapsed: counts.lapsed ?? 0,
    bytesWaiting: waiting.bytes,
    oldest: waiting.oldest,
    firstDue: dues.filter((due) => due !== null).toSorted()[0] ?? null,
  };
}

async function dueOf(
  store: Pick<DossierStore, 'firstDue'>,
  state: DossierState,
  count: number,
): Promise<string | null> {
  return count === 0 ? null : store.firstDue(state);
}
