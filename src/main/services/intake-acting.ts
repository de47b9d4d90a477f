import type { Dossier } from '#contract/dossier.ts';
import { FailureError } from '#contract/failures.ts';
import type { Permission } from '#contract/officers.ts';
import { type Changed, isDraft, isOpenToChange } from '#domain/dossier/change.ts';
import { prefill } from '#domain/dossier/fields.ts';
import { judgeAgain } from '#domain/dossier/people.ts';
import type { DossierCase } from '#domain/dossier/requirements.ts';
import { transition } from '#domain/dossier/transitions.ts';
import type { IntakeCore } from './intake-core.ts';
import { caseOf, type Leave, lookedUp, must, refuseFor, type Seat, withDossier } from './intake-seat.ts';

/** An act on a dossier of the desk that is being taken in. */
export type ActOn = {
  readonly dossier: string;
  /** Or what it is by then, where that follows from how the dossier stands. */
  readonly permission: Permission | (() => Permission);
  /** Whether cache and desk are asked anew first: wherever it is judged whether to go on. */
  readonly anew: boolean;
};

/** What an act works with. */
export type Acting = { readonly seat: Seat; readonly whole: DossierCase; readonly leave: Leave };

/**
 * Does something with a dossier, in its turn: leave first, then what stands on the desk. What another has written meanwhile is
 * read anew, so that the next press works on it. @throws FailureError `session.*`, `intake.nobody`, `dossier.unknown`
 */
export function acting<T>(core: IntakeCore, on: ActOn, work: (acting: Acting) => Promise<T>): Promise<T> {
  return core.inTurn(async () => {
    const { permission } = on;
    const asked = typeof permission === 'function' ? permission() : permission;
    const leave = await core.permit(asked, { dossier: on.dossier });
    const there = core.seated();
    caseOf(core.parts, there, on.dossier);
    const seat = on.anew ? await lookedUp(core.parts, there) : there;
    try {
      return await work({ seat, whole: caseOf(core.parts, seat, on.dossier), leave });
    } catch (error) {
      if (error instanceof FailureError && error.failure.code === 'dossier.changedMeanwhile') await readAgain(core);
      throw error;
    }
  });
}

/** Changes a draft by one act of the engine and keeps it. @throws FailureError `dossier.refused` */
export function change(core: IntakeCore, on: ActOn, act: (whole: DossierCase, leave: Leave) => Changed): Promise<void> {
  return acting(core, on, async ({ seat, whole, leave }) => {
    if (!isDraft(whole.dossier)) refuseFor([{ code: 'state.locked', about: whole.dossier.state }]);
    await keepOne(core, { seat, whole, leave }, must(act(whole, leave)));
  });
}

/** Keeps a dossier of the seat as it is after an act, once the rest has followed. */
export function keepOne(core: IntakeCore, { seat, leave }: Acting, dossier: Dossier): Promise<void> {
  const changed = withDossier(seat, dossier);
  const after = withDossier(changed, settled(core, caseOf(core.parts, changed, dossier.id), leave));
  return core.keep({ before: seat, after, leave });
}

/**
 * What follows an act by itself: the rules are judged again, what chip and cache state is filled in, and a new dossier is taken
 * up where nothing stands against it.
 */
export function settled({ parts }: Pick<IntakeCore, 'parts'>, whole: DossierCase, { stamp, asker }: Leave): Dossier {
  let { dossier } = whole;
  const follow = (act: (now: DossierCase) => Changed) => {
    const changed = act({ ...whole, dossier });
    if (changed.ok) dossier = changed.dossier;
  };
  if (isOpenToChange(dossier)) {
    follow((now) => judgeAgain(now, stamp));
    follow((now) => prefill(now.dossier, now.kind, { facts: now.facts, ...stamp }));
    // The birth date of the form may be another now, and its age with it.
    follow((now) => judgeAgain(now, stamp));
  }
  if (dossier.state === 'new')
    follow((now) => transition(now, { to: 'capturing', by: asker, at: stamp.at, why: null }, parts.calendar));
  return dossier;
}

/** Reads the dossiers of the seat as they are kept by now. */
export async function readAgain(core: IntakeCore): Promise<void> {
  const seat = core.seat();
  if (seat === null) return;
  const dossiers = await Promise.all(
    seat.dossiers.map(async (here) => {
      const { dossier } = await core.parts.dossiers.one(here.id);
      return dossier.edit > here.edit ? dossier : here;
    }),
  );
  const isNew = dossiers.some((dossier, place) => dossier !== seat.dossiers[place]);
  if (isNew && core.seat() === seat) core.become({ ...seat, dossiers });
}
