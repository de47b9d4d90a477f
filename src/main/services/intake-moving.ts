import type { DeskApi } from '#contract/api.ts';
import { consentWords } from '#contract/intake.ts';
import type { Permission } from '#contract/officers.ts';
import type { Handlers, Input } from '#contract/rpc.ts';
import { type Changed, fault, isDraft } from '#domain/dossier/change.ts';
import { confirmReview, giveConsent } from '#domain/dossier/people.ts';
import { presenceOf, stepFaults } from '#domain/dossier/requirements.ts';
import { goBack, proceed } from '#domain/dossier/steps.ts';
import { wayBetween } from '#domain/dossier/transition-table.ts';
import { transition } from '#domain/dossier/transitions.ts';
import { kindOf } from '#domain/dossier/when.ts';
import { type Acting, acting, change, keepOne, settled } from './intake-acting.ts';
import type { IntakeCore } from './intake-core.ts';
import { caseOf, must, refuseFor, type Seat, withDossier } from './intake-seat.ts';

type Command = 'intake.proceed' | 'intake.back' | 'intake.review' | 'intake.move';

/** From step to step, and from state to state. */
export function movingActs(core: IntakeCore): Pick<Handlers<DeskApi>, Command> {
  return {
    'intake.proceed': (asked) => {
      const permission = asked.step === 'review' || asked.step === 'sign' ? 'dossier.capture' : 'dossier.receive';
      return acting(core, { dossier: asked.dossier, anew: true, permission }, (now) => goOn(core, now, asked));
    },
    'intake.back': ({ dossier, step }) =>
      change(core, { dossier, anew: false, permission: 'dossier.receive' }, (whole) => goBack(whole, step)),
    'intake.review': ({ dossier }) =>
      acting(core, { dossier, anew: true, permission: 'dossier.receive' }, (now) => review(core, now)),
    'intake.move': (asked) =>
      acting(core, { dossier: asked.dossier, anew: true, permission: () => permissionFor(core, asked) }, (now) =>
        move(core, now, asked),
      ),
  };
}

type Press = Input<DeskApi, 'intake.proceed'>;

/** A press that comes late, for another step or for a dossier that is complete by now, does nothing. */
async function goOn(core: IntakeCore, now: Acting, { step, leave: left }: Press): Promise<void> {
  const { whole, leave } = now;
  const { dossier } = whole;
  if (step !== dossier.step || !isDraft(dossier)) return;
  if (step === 'review' && dossier.state === 'capturing')
    return keepOne(core, now, must(toState(core, now, toBeSigned)));
  if (step === 'sign' && dossier.state === 'awaitingSignature') return complete(core, now);
  return keepOne(core, now, must(proceed(whole, { step, leave: left, at: leave.stamp.at })));
}

type Way = Pick<Input<DeskApi, 'intake.move'>, 'to' | 'why'>;
const toBeSigned: Way = { to: 'awaitingSignature', why: null };

function toState({ parts }: IntakeCore, { whole, leave }: Pick<Acting, 'whole' | 'leave'>, { to, why }: Way): Changed {
  const { asker, stamp } = leave;
  return transition(whole, { to, why, by: asker, at: stamp.at }, parts.calendar);
}

/** It is signed: it is complete, sealed and queued, and the officer goes on with whatever else the person came for. */
async function complete(core: IntakeCore, now: Acting): Promise<void> {
  const { seat, whole, leave } = now;
  const missing = stepFaults(whole, 'sign');
  if (missing.length > 0) refuseFor(missing);
  const done = must(toState(core, now, { to: 'complete', why: null }));
  const after = withDossier(seat, done);
  await core.keep({ before: seat, after: { ...after, current: nextOf(after, done.id) }, leave, completed: done.id });
}

/** The next dossier of the sitting that is being taken in; the same one when there is none. */
function nextOf({ dossiers }: Pick<Seat, 'dossiers'>, id: string): string {
  const place = dossiers.findIndex((dossier) => dossier.id === id);
  const others = [...dossiers.slice(place + 1), ...dossiers.slice(0, place)];
  return others.find(isDraft)?.id ?? id;
}

/**
 * One press: looked at together, agreed to by whoever must, and to be signed where nothing is missing and the officer may take it
 * there. A second press finds it waiting for its signature.
 */
async function review(core: IntakeCore, now: Acting): Promise<void> {
  const { whole, leave } = now;
  const { dossier, kind } = whole;
  if (dossier.state === 'awaitingSignature' || !isDraft(dossier)) return;
  if (dossier.step !== 'review') refuseFor([fault('step.ahead', 'review')]);
  const by = presenceOf(dossier, kind)[0]?.who ?? 'subject';
  const { at, by: officer } = leave.stamp;
  const seen = must(confirmReview(dossier, leave.stamp));
  const agreed = must(giveConsent(seen, kind, { by, text: consentWords.vi, at, officer }));
  const signable = toState(core, { whole: { ...whole, dossier: agreed }, leave }, toBeSigned);
  return keepOne(core, now, signable.ok ? signable.dossier : agreed);
}

/** What a way asks of the officer is asked before it is said whether there is one. */
function permissionFor({ parts, seat }: IntakeCore, { dossier: id, to }: Input<DeskApi, 'intake.move'>): Permission {
  const dossier = seat()?.dossiers.find((each) => each.id === id);
  const states = dossier === undefined ? [] : kindOf(parts.kinds, dossier.kind).states;
  const by = dossier === undefined ? null : (wayBetween(dossier.state, to, states)?.by ?? null);
  return by === null || typeof by === 'string' ? 'dossier.receive' : by.officer;
}

async function move(core: IntakeCore, now: Acting, { to, why }: Input<DeskApi, 'intake.move'>): Promise<void> {
  const { seat, whole, leave } = now;
  if (to === 'complete' && whole.dossier.state === 'awaitingSignature') return complete(core, now);
  const moved = withDossier(seat, must(toState(core, now, { to, why })));
  const after = withDossier(moved, settled(core, caseOf(core.parts, moved, whole.dossier.id), leave));
  await core.keep({ before: seat, after, leave });
}
