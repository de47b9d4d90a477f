import type { DeskApi } from '#contract/api.ts';
import type { Dossier } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import type { IntakePerson } from '#contract/intake.ts';
import type { Handlers, Input } from '#contract/rpc.ts';
import { isDraft } from '#domain/dossier/change.ts';
import type { DossierFacts } from '#domain/dossier/facts.ts';
import { checkedValue } from '#domain/dossier/field-checks.ts';
import { openDossier } from '#domain/dossier/opening.ts';
import { joinSitting, openSitting } from '#domain/dossier/sitting.ts';
import { kindOn } from '#domain/dossier/when.ts';
import { localDay } from '#domain/shift/local-time.ts';
import { settled } from './intake-acting.ts';
import type { IntakeCore } from './intake-core.ts';
import { factsFrom, type Known, lookUp } from './intake-facts.ts';
import { caseOf, type Leave, needKind, refuseFor, type Seat, touchedAt, withDossier } from './intake-seat.ts';
import { refuse } from './office.ts';

type Command = 'intake.begin' | 'intake.add' | 'intake.resume' | 'intake.leave' | 'intake.show' | 'intake.reveal';

/** Who comes and goes, and with which dossiers. */
export function openingActs(core: IntakeCore): Pick<Handlers<DeskApi>, Command> {
  const { inTurn } = core;
  return {
    'intake.begin': (asked) => inTurn(() => begin(core, asked)),
    'intake.add': (asked) => inTurn(() => add(core, asked)),
    'intake.resume': ({ dossier }) => inTurn(() => resume(core, dossier)),
    'intake.leave': () =>
      inTurn(async () => {
        await core.permit('dossier.receive', { dossier: core.seat()?.current ?? null });
        core.become(null);
        await core.readDrafts();
      }),
    'intake.show': ({ dossier }) =>
      inTurn(async () => {
        await core.permit('dossier.receive', { dossier });
        const seat = core.seated();
        caseOf(core.parts, seat, dossier);
        core.become({ ...seat, current: dossier });
      }),
    'intake.reveal': (asked) => reveal(core, asked),
  };
}

/** Somebody who comes: what is known of them, and their papers' word where nothing else says who they are. */
type Comer = { readonly known: Known; readonly facts: DossierFacts; readonly subject: Dossier['subject'] | null };
type Opened = { readonly dossier: string };

async function begin(core: IntakeCore, asked: Input<DeskApi, 'intake.begin'>): Promise<Opened> {
  const { parts } = core;
  const leave = await core.permit('dossier.receive', { kind: asked.kinds[0] });
  const kinds = asked.kinds.map((code) => needKind(kindOn(parts.kinds, code, localDay(parts.clock.now()))));
  const comer = await comerOf(core, asked.person);
  const shift = parts.keeper.shift().id;
  const sitting = parts.ids();
  const opened = kinds.map((kind) => {
    const opening = { id: parts.ids(), sitting, shift, officer: leave.stamp.by, at: leave.stamp.at };
    return { kind, dossier: openDossier(kind, { ...opening, subject: comer.subject }, comer.facts) };
  });
  const [first, ...others] = opened;
  if (first === undefined) return refuse('intake.kindUnknown');
  const again = openAlready(
    core.seat(),
    opened.map(({ dossier }) => dossier),
  );
  if (again !== null) return { dossier: again };
  let seat: Omit<Seat, 'savedAt'> = {
    sitting: openSitting(first.dossier),
    dossiers: [first.dossier],
    current: first.dossier.id,
    known: comer.known,
  };
  for (const joining of others) seat = joined(seat, joining);
  const after = seat.dossiers.reduce((all, { id }) => settledIn(core, all, { id, leave }), seat);
  await core.keep({ before: null, after, leave, reason: asked.reason ?? null });
  await core.readDrafts();
  return { dossier: first.dossier.id };
}

/** The second of two presses opens nothing twice: who sits here has a dossier of each of these kinds already. */
function openAlready(seat: Seat | null, opening: readonly Dossier[]): string | null {
  if (seat === null || opening.some(({ subject }) => subject.number !== seat.sitting.subject)) return null;
  const there = opening.map(({ kind }) => seat.dossiers.find((each) => each.kind.code === kind.code && isDraft(each)));
  return there.every((each) => each !== undefined) ? (there[0]?.id ?? null) : null;
}

/** @throws FailureError `intake.noCard`, `intake.unknownPerson`, `dossier.refused` for a number that is none */
async function comerOf({ parts }: IntakeCore, person: IntakePerson): Promise<Comer> {
  const number = await numberOf({ parts }, person);
  const known = await lookUp(parts, { number, dossiers: [] });
  const own = known.citizen?.number ?? number;
  // Of a card with a cancelled number the person's other dossiers are under the number they have now.
  const all =
    own === number ? known : { ...known, others: (await lookUp(parts, { number: own, dossiers: [] })).others };
  const subject = person.is === 'papers' ? { number, name: person.name, birth: person.birth } : null;
  return { known: all, facts: factsFrom(parts, all, { number, guardian: null }), subject };
}

async function numberOf({ parts }: Pick<IntakeCore, 'parts'>, person: IntakePerson): Promise<string> {
  switch (person.is) {
    case 'card': {
      const card = parts.card();
      const number = card?.holder?.number?.value ?? null;
      return card?.genuine && number !== null ? number : refuse('intake.noCard');
    }
    case 'record':
      return (await parts.people.byHandle(person.person))?.number ?? refuse('intake.unknownPerson');
    case 'papers':
      return checkedValue(person.number, 'number') ?? refuseFor([{ code: 'field.invalid', about: 'number' }]);
  }
}

type Joining = Parameters<typeof joinSitting>[2];

function joined(seat: Omit<Seat, 'savedAt'>, joining: Joining): Omit<Seat, 'savedAt'> {
  const taken = joinSitting(seat.sitting, seat.dossiers, joining);
  return taken.ok ? { ...seat, sitting: taken.sitting, dossiers: taken.dossiers } : refuseFor(taken.faults);
}

/** The seat with a dossier once everything has followed that follows by itself. */
export function settledIn<S extends Omit<Seat, 'savedAt'>>(
  core: IntakeCore,
  seat: S,
  { id, leave }: { readonly id: string; readonly leave: Leave },
): S {
  const whole = caseOf(core.parts, seat, id);
  return isDraft(whole.dossier) ? withDossier(seat, settled(core, whole, leave)) : seat;
}

async function add(core: IntakeCore, asked: Input<DeskApi, 'intake.add'>): Promise<Opened> {
  const { parts } = core;
  const leave = await core.permit('dossier.receive', { kind: asked.kind });
  const seat = core.seated();
  const kind = needKind(kindOn(parts.kinds, asked.kind, localDay(parts.clock.now())));
  const { sitting, dossiers } = seat;
  const known = await lookUp(parts, { number: sitting.subject, dossiers });
  const facts = factsFrom(parts, known, { number: sitting.subject, guardian: null });
  const opening = { id: parts.ids(), sitting: sitting.id, shift: parts.keeper.shift().id };
  const { by: officer, at } = leave.stamp;
  const subject = dossiers[0]?.subject ?? null;
  const dossier = openDossier(kind, { ...opening, officer, at, subject }, facts);
  const after = joined({ ...seat, known, current: dossier.id }, { dossier, kind });
  const reason = asked.reason ?? null;
  await core.keep({ before: seat, after: settledIn(core, after, { id: dossier.id, leave }), leave, reason });
  return { dossier: dossier.id };
}

/** What may be taken up here again: drafts, what the centre sent back, what was kept past its term. */
const resumable: readonly DossierState[] = ['returned', 'lapsed'];

/**
 * A dossier with everybody who sat there with it, as it was left; on another day it is judged for that day.
 * @throws FailureError `dossier.unknown`, `dossier.refused` for one that is locked
 */
async function resume(core: IntakeCore, id: string): Promise<void> {
  const { parts } = core;
  const first = await core.permit('dossier.receive', { dossier: id });
  const there = core.seat();
  if (there?.dossiers.some((dossier) => dossier.id === id)) return core.become({ ...there, current: id });
  const { dossier } = await parts.dossiers.one(id);
  if (!isDraft(dossier) && !resumable.includes(dossier.state))
    refuseFor([{ code: 'state.locked', about: dossier.state }]);
  const sitting = await parts.dossiers.sitting(dossier.sitting);
  const kept = await Promise.all(sitting.dossiers.map((each) => parts.dossiers.one(each)));
  const dossiers = kept.map((each) => each.dossier);
  const known = await lookUp(parts, { number: sitting.subject, dossiers });
  const seat: Seat = { sitting, dossiers, current: id, known, savedAt: touchedAt(dossier) };
  const after = dossiers.reduce((all, each) => settledIn(core, all, { id: each.id, leave: first }), seat);
  await core.keep({ before: seat, after, leave: first });
  await core.readDrafts();
}

/** The whole number of the person, on record before it is shown. */
async function reveal(core: IntakeCore, { dossier, purpose }: Input<DeskApi, 'intake.reveal'>) {
  const { session, log } = core.parts;
  const permit = await session.permit({ permission: 'citizen.reveal', purpose });
  const { number } = caseOf(core.parts, core.seated(), dossier).dossier.subject;
  const object = await log.object('citizen', number);
  return session.show(permit, { action: 'citizen.revealed', object }, async () => ({ number }));
}
