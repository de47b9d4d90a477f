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
  readonly store: Pick<DossierStore, 'counts' | 'inState'>;
  readonly outbox: Pick<Outbox, 'board'>;
};

/** Of those that wait for a key, as many are looked at for the first deadline: the oldest are due first, kinds apart. */
const looked = 100;

/** Where the dossiers of this desk are, counted. @throws FailureError `storage.*` */
export async function queueFigures({ store, outbox }: Parts): Promise<QueueFigures> {
  const [counts, { waiting, poisoned, acknowledged }] = await Promise.all([store.counts(), outbox.board()]);
  const unsealed = counts.complete ?? 0;
  const kept = unsealed === 0 ? [] : await store.inState({ state: 'complete', after: null, limit: looked });
  const dues = [waiting.firstDue, poisoned.firstDue, ...kept.map(({ dossier }) => dossier.deadline?.due ?? null)];
  return {
    drafts: draftStates.reduce((sum, state) => sum + (counts[state] ?? 0), 0),
    unsealed,
    waiting: waiting.count,
    poisoned: poisoned.count,
    acknowledged: acknowledged.count,
    bytesWaiting: waiting.bytes,
    oldest: waiting.oldest,
    firstDue: dues.filter((due) => due !== null).toSorted()[0] ?? null,
  };
}
