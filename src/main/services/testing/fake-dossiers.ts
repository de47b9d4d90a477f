import { type Dossier, dossierSchema, type Sitting, sittingSchema } from '#contract/dossier.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Shift } from '#contract/shift.ts';
import { isDraft } from '#domain/dossier/change.ts';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { replay } from '#domain/dossier/transitions.ts';
import { kindOf } from '#domain/dossier/when.ts';
import type { DossierStore, DraftOwner, KeptDossier } from '#ports/dossier-store.ts';
import type { DossierAct, DossierKeeper } from '../dossier-keeper.ts';

/** A shift that is open at a made-up station. */
export const testShift: Shift = {
  id: '019a9e00-0000-7000-8000-000000000800',
  station: 'MẪU',
  plan: 'Ca 1',
  reason: null,
  openedBy: 'CB001',
  openedAt: '2026-11-22T00:00:00.000Z',
  entries: [],
  closed: null,
};

/** Dossiers in memory, as strict as the real file: an edit grows, a history is one, and a capture that is named is kept. */
export class FakeDossiers implements Pick<DossierStore, 'one' | 'drafts' | 'ofPerson' | 'sitting'> {
  readonly kept = new Map<string, Dossier>();
  readonly sittings = new Map<string, Sitting>();
  /** Every act that was kept. */
  readonly acts: DossierAct[] = [];
  readonly reasons: (string | null)[] = [];
  shift: Shift | null = testShift;
  /** What happens before an act is kept: it may fail, or wait. */
  beforeKeep: () => Promise<void> = async () => undefined;
  /** Whether the upstream's key is known, so that what is complete is queued at once. */
  seals = true;
  readonly #markOf: (number: string) => string;
  readonly #isKept: (capture: string) => boolean;

  constructor(markOf: (number: string) => string, isKept: (capture: string) => boolean) {
    this.#markOf = markOf;
    this.#isKept = isKept;
  }

  readonly keeper: Pick<DossierKeeper, 'shift' | 'keep' | 'complete'> = {
    shift: () => this.shift ?? fail('shift.none'),
    keep: async (act, { reason } = { reason: null }) => {
      await this.#keep(act);
      this.reasons.push(reason);
    },
    complete: async (act, id) => {
      const done = act.dossiers.find((dossier) => dossier.id === id);
      if (done?.state !== 'complete') throw new Error('it is not complete');
      const record = { from: 'complete', to: 'queued', by: { is: 'desk' }, at: act.at, why: null } as const;
      const queued: Dossier = { ...done, state: 'queued', edit: done.edit + 1, history: [...done.history, record] };
      const kept = this.seals ? queued : done;
      await this.#keep({ ...act, dossiers: act.dossiers.map((each) => (each === done ? kept : each)) });
      return kept;
    },
  };

  async #keep(act: DossierAct): Promise<void> {
    await this.beforeKeep();
    for (const dossier of act.dossiers) this.#check(dossier);
    for (const sitting of act.sittings) this.#needKept(sittingSchema.parse(sitting).captures);
    for (const dossier of act.dossiers) {
      this.kept.delete(dossier.id);
      this.kept.set(dossier.id, structuredClone(dossier));
    }
    for (const sitting of act.sittings) this.sittings.set(sitting.id, structuredClone(sitting));
    this.acts.push(act);
  }

  #check(dossier: Dossier): void {
    const { id, edit, state, history, captures, documents } = dossierSchema.parse(dossier);
    const before = this.kept.get(id);
    if (before !== undefined && edit <= before.edit) fail('dossier.changedMeanwhile');
    const led = replay(history, kindOf(dossierKinds, dossier.kind));
    if (!led.ok || led.state !== state) throw new Error('a history that leads elsewhere');
    this.#needKept([...captures, ...documents.flatMap(({ shown }) => (shown.as === 'capture' ? [shown] : []))]);
  }

  #needKept(captures: readonly { readonly record: string }[]): void {
    if (!captures.every(({ record }) => this.#isKept(record))) fail('capture.unknown');
  }

  #kept = (dossier: Dossier): KeptDossier => ({ dossier, mark: this.#markOf(dossier.subject.number) });

  async one(id: string): Promise<KeptDossier> {
    return this.#kept(this.kept.get(id) ?? fail('dossier.unknown'));
  }

  async drafts(of: DraftOwner): Promise<readonly KeptDossier[]> {
    const isOf = (dossier: Dossier) => ('officer' in of ? dossier.officer === of.officer : dossier.shift === of.shift);
    const found = [...this.kept.values()].filter((dossier) => isDraft(dossier) && isOf(dossier));
    return found.reverse().map(this.#kept);
  }

  async ofPerson(mark: string): Promise<readonly KeptDossier[]> {
    return [...this.kept.values()].map(this.#kept).filter((each) => each.mark === mark);
  }

  async sitting(id: string): Promise<Sitting> {
    return this.sittings.get(id) ?? fail('dossier.unknown');
  }
}

function fail(code: 'shift.none' | 'dossier.unknown' | 'dossier.changedMeanwhile' | 'capture.unknown'): never {
  throw new FailureError(failure(code));
}
