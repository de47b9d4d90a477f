import type { Dossier, Sitting } from '#contract/dossier.ts';
import type { Failure } from '#contract/failures.ts';
import type { Shift } from '#contract/shift.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { completeDossier, sealWaiting } from './dossier-completing.ts';
import { type KeeperParts, type Keeping, writeAct } from './dossier-writing.ts';
import { createTurns } from './turns.ts';

/** What is kept of one act: dossiers as they are now, the sitting, and the records of it. `at` is the moment of the act, ISO. */
export type DossierAct = {
  readonly dossiers: readonly Dossier[];
  readonly sittings: readonly Sitting[];
  readonly records: readonly AuditDraft[];
  readonly at: string;
};

/**
 * Every write of dossiers goes through here: the shift that answers for them follows in the same transaction, and what the window
 * sees of shift and queue is told anew. Each call throws FailureError `storage.*`, `dossier.changedMeanwhile`.
 */
export type DossierKeeper = {
  /** The shift that is open here. @throws FailureError `shift.none` */
  shift(): Shift;
  /**
   * Keeps an act. Dossiers the shift does not have yet are taken into it; `reason` is needed outside its planned hours. One of an
   * earlier shift that is worked on (a draft that is resumed, one the centre returned) is this shift's from then on: it is kept with
   * its `shift`, whatever the act says. @throws FailureError `shift.none`, `shift.refused`, `capture.unknown`
   */
  keep(act: DossierAct, taking?: { readonly reason: string | null }): Promise<void>;
  /**
   * Keeps a dossier that has become `complete`. Where the upstream's key is known its packet is sealed and all of it (dossier
   * `queued`, packet, place in the outbox, records) is one transaction; else, and where sealing fails for a reason that is not the
   * dossier's, it stays `complete` until there is a key. Answers with the dossier as it was kept. @throws FailureError
   * `capture.unknown`, `capture.damaged`, `packet.tooLarge`, `packet.tooMany` while the person is still there to be asked again:
   * nothing is kept then
   */
  complete(act: DossierAct, dossier: string): Promise<Dossier>;
  /** Seals and queues what waits for a key; answers how many. One that cannot be sealed keeps no other from it. */
  sealWaiting(): Promise<number>;
};

/** The keeper, and why what is complete was not sealed when it was tried last; null for what was not tried or is sealed. */
export type OpenedKeeper = DossierKeeper & { failureOf(dossier: string): Failure | null };

/** Opens the keeper; nothing is sealed before it is asked. */
export function openDossierKeeper(parts: KeeperParts): OpenedKeeper {
  const keeping: Keeping = { ...parts, failures: new Map(), inSealing: createTurns() };
  const { book, failures } = keeping;
  return {
    shift: () => book.needed(),
    failureOf: (dossier) => failures.get(dossier) ?? null,
    keep: (act, taking = { reason: null }) => keep(keeping, act, taking.reason),
    complete: (act, dossier) => keeping.inSealing(() => completeDossier(keeping, act, dossier)),
    sealWaiting: () => sealWaiting(keeping),
  };
}

async function keep(keeping: Keeping, act: DossierAct, reason: string | null): Promise<void> {
  const { shiftChanged } = await writeAct(keeping, { act, reason }, (change) => keeping.store.save(change));
  if (shiftChanged) keeping.queueChanged();
}
