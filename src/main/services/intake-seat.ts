import type { Dossier, DossierFault, Sitting } from '#contract/dossier.ts';
import type { DossierKind } from '#contract/dossier-kind.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Changed, Stamp } from '#domain/dossier/change.ts';
import type { DossierCase } from '#domain/dossier/requirements.ts';
import type { Asker } from '#domain/dossier/transitions.ts';
import { kindOf } from '#domain/dossier/when.ts';
import type { IntakeDeskParts } from './intake-desk.ts';
import { factsFrom, type Known, lookUp } from './intake-facts.ts';
import { refuse } from './office.ts';
import type { Permit } from './permit.ts';

/** The person who is served, with everything of them that is on the desk. A seat is never changed: each act makes another. */
export type Seat = {
  readonly sitting: Sitting;
  readonly dossiers: readonly Dossier[];
  /** The dossier the officer is at. */
  readonly current: string;
  readonly savedAt: string;
  readonly known: Known;
};

/** Leave to do one thing, and by whom and when it is done. */
export type Leave = {
  readonly permit: Permit;
  readonly stamp: Stamp;
  readonly asker: Asker;
  /** How often everybody had left by then: leave ends when its officer goes. */
  readonly era: number;
};

/** When somebody last did something to a dossier that it has the moment of. */
export function touchedAt({ openedAt, fields, captures, documents, reviewed, history }: Dossier): string {
  const moments = [...fields, ...captures, ...documents, ...history].map(({ at }) => at);
  return [openedAt, reviewed?.at ?? '', ...moments].reduce((last, at) => (at > last ? at : last));
}

/** A dossier of a seat with its kind and the facts of the day. @throws FailureError `dossier.unknown` for one that is not on the desk */
export function caseOf(
  parts: IntakeDeskParts,
  { dossiers, known, sitting }: Omit<Seat, 'savedAt'>,
  id: string,
): DossierCase {
  const dossier = dossiers.find((each) => each.id === id) ?? refuse('dossier.unknown');
  const who = { number: sitting.subject, guardian: dossier.guardian?.number ?? null };
  return { dossier, kind: kindOf(parts.kinds, dossier.kind), facts: factsFrom(parts, known, who) };
}

/** The seat with what cache and desk say now. @throws FailureError `storage.*` */
export async function lookedUp(parts: IntakeDeskParts, seat: Seat): Promise<Seat> {
  const { sitting, dossiers } = seat;
  return { ...seat, known: await lookUp(parts, { number: sitting.subject, dossiers }) };
}

/** The seat with a dossier as it is now. */
export function withDossier<S extends Pick<Seat, 'dossiers'>>(seat: S, dossier: Dossier): S {
  return { ...seat, dossiers: seat.dossiers.map((each) => (each.id === dossier.id ? dossier : each)) };
}

/** The kind of a code that is in force on a day. @throws FailureError `intake.kindUnknown` */
export function needKind(kind: DossierKind | null): DossierKind {
  return kind ?? refuse('intake.kindUnknown');
}

/** The dossier after an act. @throws FailureError `dossier.refused` with the reason that says most */
export function must(changed: Changed): Dossier {
  return changed.ok ? changed.dossier : refuseFor(changed.faults);
}

/** @throws FailureError `dossier.refused`: what is missing in a step says more than that it is not done */
export function refuseFor(faults: readonly DossierFault[]): never {
  const [first, second] = faults;
  const { code, about } = (first?.code === 'step.incomplete' ? second : first) ??
    first ?? { code: 'state.locked', about: null };
  throw new FailureError(failure('dossier.refused', { fault: code, ...(about === null ? {} : { about }) }));
}
