import { FailureError } from '#contract/failures.ts';
import type { Receipt } from '#contract/upstream.ts';
import type { DossierChange, DossierStore, KeptDossier, Outbox } from '#ports/dossier-store.ts';
import type { Monotonic } from '#ports/environment.ts';
import type { ProvedReceipt } from '#ports/upstream.ts';
import { dossierObject } from './dossier-object.ts';
import { type DossierRules, movedBy } from './dossier-sealing.ts';
import { draftBy } from './permit.ts';

export type Acknowledging = {
  readonly outbox: Pick<Outbox, 'acknowledge'>;
  readonly dossiers: Pick<DossierStore, 'one'>;
  readonly rules: DossierRules;
  readonly monotonic: Monotonic;
};

/** An officer may be at the same dossier; nobody is at it for ever. */
const tries = 5;

/**
 * Keeps a verified receipt, what it makes of the dossier, and the record of it, in one transaction. Done again it changes nothing.
 * @throws FailureError `storage.*`, `sync.receiptFalse`, `dossier.changedMeanwhile` when somebody changes it again and again
 */
export async function acknowledge(parts: Acknowledging, { receipt, jws }: ProvedReceipt): Promise<void> {
  for (let tried = 1; ; tried++) {
    const kept = await parts.dossiers.one(receipt.dossierId);
    try {
      await parts.outbox.acknowledge({ receipt, jws, change: changeOf(parts, kept, receipt) });
      return;
    } catch (error) {
      const isChanged = error instanceof FailureError && error.failure.code === 'dossier.changedMeanwhile';
      if (!isChanged || tried >= tries) throw error;
    }
  }
}

function changeOf({ rules, monotonic }: Acknowledging, kept: KeptDossier, receipt: Receipt): DossierChange {
  const now = rules.clock.now();
  const { dossier, mark } = kept;
  // A packet that was sent again after the upstream had lost it finds its dossier where the first receipt put it.
  const isQueued = dossier.state === 'queued' && dossier.revision === receipt.rev;
  const sent = isQueued
    ? [{ dossier: movedBy(rules, dossier, { to: 'sent', by: { is: 'desk' }, why: null }), mark }]
    : [];
  const happening = {
    action: 'dossier.acknowledged',
    object: dossierObject(dossier.id),
    result: { count: 1 },
  } as const;
  const record = draftBy(null, happening, { wall: now.getTime(), monotonic: monotonic() });
  return { dossiers: sent, sittings: [], shifts: [], records: [record], at: now.toISOString() };
}
