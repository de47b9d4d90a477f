import type { DossierState } from '#contract/dossier-kind.ts';
import { FailureError } from '#contract/failures.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { defaultLapsePolicy, hasLapsed, type LapsePolicy } from '#domain/dossier/lapse.ts';
import { localDay } from '#domain/shift/local-time.ts';
import type { DossierStore, KeptDossier } from '#ports/dossier-store.ts';
import type { DossierKeeper } from './dossier-keeper.ts';
import { dossierObject } from './dossier-object.ts';
import { type DossierRules, movedBy } from './dossier-sealing.ts';
import type { Happening } from './permit.ts';

/** What letting dossiers lapse rests on. */
export type LapseParts = DossierRules & {
  readonly store: Pick<DossierStore, 'inState'>;
  readonly keeper: Pick<DossierKeeper, 'keep'>;
  readonly record: (happening: Happening) => AuditDraft;
  readonly report: (where: string, error: unknown) => string;
};

/** States in which a dossier may be left too long. */
const waiting: readonly DossierState[] = [
  'new', 'capturing', 'awaitingCorrection', 'awaitingSignature', 'returned', 'cardArrived',
]; // biome-ignore format: a list

const page = 100;

/**
 * Lets what nobody touched for too long lapse, once a day: the first call of a day does it and answers how many, later ones do
 * nothing. One that cannot keeps no other from it.
 */
export function openLapsing(parts: LapseParts, policy: LapsePolicy = defaultLapsePolicy): () => Promise<number> {
  let done = '';
  return async () => {
    const today = localDay(parts.clock.now());
    if (done === today) return 0;
    done = today;
    let lapsed = 0;
    for (const state of waiting) lapsed += await lapseIn(parts, { state, today, policy });
    return lapsed;
  };
}

type Lapsing = { readonly state: DossierState; readonly today: string; readonly policy: LapsePolicy };

async function lapseIn(parts: LapseParts, { state, today, policy }: Lapsing): Promise<number> {
  let lapsed = 0;
  for (let after: string | null = null; ; ) {
    const found: readonly KeptDossier[] = await parts.store.inState({ state, after, limit: page });
    for (const kept of found) {
      if (hasLapsed(kept.dossier, today, policy) && (await lapse(parts, kept, policy))) lapsed += 1;
    }
    after = found.at(-1)?.dossier.id ?? null;
    if (found.length < page) return lapsed;
  }
}

async function lapse(parts: LapseParts, kept: KeptDossier, policy: LapsePolicy): Promise<boolean> {
  const { state } = kept.dossier;
  const days = state === 'cardArrived' ? policy.unclaimedCard : policy.unfinished;
  try {
    const why = { code: null, note: `Quá ${days} ngày không có ai xử lý.` };
    const dossier = movedBy(parts, kept.dossier, { to: 'lapsed', by: { is: 'desk' }, why });
    const record = parts.record({
      action: 'dossier.moved',
      object: dossierObject(kept.dossier.id),
      result: { code: 'lapsed' },
    });
    await parts.keeper.keep({
      dossiers: [dossier],
      sittings: [],
      records: [record],
      at: parts.clock.now().toISOString(),
    });
    return true;
  } catch (error) {
    // A kind this desk does not know any more, or somebody is at it after all.
    if (!(error instanceof FailureError)) parts.report('dossier.lapse', error);
    return false;
  }
}
