import { FailureError } from '#contract/failures.ts';
import type { DossierChange } from '#ports/dossier-store.ts';
import type { DecisionItem } from './decision-desk.ts';
import { dossierObject } from './dossier-object.ts';
import type { Pulling } from './downlink-desk.ts';

/** An officer may be at the same dossier; nobody is at it for ever. */
const tries = 5;

/**
 * Takes decisions over, each in one transaction with the cursor. One that can be made nothing of (an unknown dossier, a state that
 * does not allow it) is passed over with a record, so that it keeps none of those behind it; one whose receipt is still on its way
 * (`sync.inProgress`) is asked for again with the next pull.
 */
export async function takeDecisions(pulling: Pulling): Promise<void> {
  const { store, upstream, signal } = pulling;
  let { decisions: after } = await store.cursors();
  for (let more = true; more; ) {
    const page = await upstream.decisions(after, signal);
    const fresh = page.decisions.filter(({ cursor }) => cursor > after).sort((a, b) => a.cursor - b.cursor);
    for (const decision of fresh) {
      signal.throwIfAborted();
      await takeOne(pulling, decision);
      after = decision.cursor;
    }
    more = page.more && fresh.length > 0;
  }
}

async function takeOne(pulling: Pulling, decision: DecisionItem): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      const change = await pulling.decisions.changeOf(decision);
      await pulling.store.advance({ decisions: decision.cursor }, change);
      if (change !== null) pulling.took(1);
      return;
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { code } = error.failure;
      if (code === 'dossier.changedMeanwhile' && tried < tries) continue;
      if (code === 'dossier.changedMeanwhile' || !code.startsWith('dossier.')) throw error;
      await pulling.store.advance({ decisions: decision.cursor }, passedOver(pulling, decision, code));
      return;
    }
  }
}

/** That nothing was made of it, in the log. */
function passedOver({ record, at }: Pulling, { dossierId }: DecisionItem, code: string): DossierChange {
  const object = dossierObject(dossierId);
  const records = [record({ action: 'dossier.decided', object, result: { outcome: 'failed', code } })];
  return { dossiers: [], sittings: [], shifts: [], records, at: at() };
}
