import type { Dossier, DossierFault, TransitionRecord, Why } from '#contract/dossier.ts';
import type { DossierFindingCode, DossierKind, DossierState } from '#contract/dossier-kind.ts';
import type { Permission } from '#contract/officers.ts';
import { lackingDevices } from './captures.ts';
import { type Changed, fault } from './change.ts';
import { deadlineOf } from './deadline.ts';
import { feeOf } from './fees.ts';
import { blocksOf } from './findings.ts';
import { type DossierCase, stepFaults } from './requirements.ts';
import {
  type Requirement,
  type TransitionEffect,
  type TransitionRule,
  wayBetween,
  waysFrom,
} from './transition-table.ts';
import type { WorkCalendar } from './working-days.ts';

/** Who asks for a step: an officer with what they may do now, this desk by itself, or the upstream by a proved decision. */
export type Asker =
  | { readonly is: 'officer'; readonly id: string; readonly permissions: readonly Permission[] }
  | { readonly is: 'desk' }
  | { readonly is: 'upstream' };

/** A step that is asked for: where to, by whom, when (ISO instant), and why. */
export type TransitionAct = {
  readonly to: DossierState;
  readonly by: Asker;
  readonly at: string;
  readonly why: Why | null;
};

/** What stands against handing a finished card over, whatever its kind says of intake. */
const undeliverable: readonly DossierFindingCode[] = ['dead', 'declaredMissing', 'cardWithheld', 'numberCancelled'];

const requirements: Readonly<Record<Requirement, (whole: DossierCase) => readonly DossierFault[]>> = {
  identified: (whole) => stepFaults(whole, 'identify'),
  form: (whole) => stepFaults(whole, 'form'),
  captures: (whole) => stepFaults(whole, 'captures'),
  documents: (whole) => stepFaults(whole, 'documents'),
  reviewed: (whole) => stepFaults(whole, 'review'),
  signed: (whole) => stepFaults(whole, 'sign'),
  deliverable: ({ dossier, kind, facts }) =>
    blocksOf(dossier, kind, facts)
      .filter(({ code }) => undeliverable.includes(code))
      .map(({ code }) => fault('finding.blocks', code)),
  lapsedInIntake: ({ dossier }) => (lapsedFrom(dossier) === 'cardArrived' ? [fault('lapsed.elsewhere')] : []),
  lapsedWithCard: ({ dossier }) => (lapsedFrom(dossier) === 'cardArrived' ? [] : [fault('lapsed.elsewhere')]),
};

function lapsedFrom({ history }: Dossier): DossierState | null {
  return history.findLast(({ to }) => to === 'lapsed')?.from ?? null;
}

/**
 * Takes a dossier to another state, and records from where, by whom, when and why; or says every reason why not. `calendar` is
 * asked when it becomes complete. @throws RangeError beyond the years whose holidays are known
 */
export function transition(whole: DossierCase, act: TransitionAct, calendar: WorkCalendar): Changed {
  const { dossier, kind } = whole;
  const rule = wayBetween(dossier.state, act.to, kind.states);
  if (rule === null) {
    const elsewhere = kind.states.includes(act.to) ? fault('state.noWay', act.to) : fault('state.notOfKind', act.to);
    return { ok: false, faults: [elsewhere] };
  }
  const faults = [
    ...askerFaults(rule, act.by),
    ...whyFaults(rule, act.why, kind),
    ...rule.needs.flatMap((need) => requirements[need](whole)),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const record: TransitionRecord = { from: rule.from, to: rule.to, by: actorOf(act.by), at: act.at, why: act.why };
  const changed = effects[rule.effect](whole, act, calendar);
  return {
    ok: true,
    dossier: { ...changed, state: rule.to, edit: dossier.edit + 1, history: [...dossier.history, record] },
  };
}

/** Every way somebody may take a dossier now: theirs to go, and nothing it needs is missing. Why they go it is asked when they do. */
export function openWays(whole: DossierCase, by: Asker): readonly TransitionRule[] {
  const { dossier, kind } = whole;
  return waysFrom(dossier.state, kind.states).filter(
    (rule) => askerFaults(rule, by).length === 0 && rule.needs.every((need) => requirements[need](whole).length === 0),
  );
}

function askerFaults({ by }: TransitionRule, asker: Asker): readonly DossierFault[] {
  if (typeof by === 'string') return by === asker.is ? [] : [fault('actor.other', by)];
  if (asker.is !== 'officer') return [fault('actor.other', 'officer')];
  return asker.permissions.includes(by.officer) ? [] : [fault('actor.notPermitted', by.officer)];
}

function whyFaults({ why }: TransitionRule, said: Why | null, kind: DossierKind): readonly DossierFault[] {
  const note = said?.note?.trim() ?? '';
  if (why === 'none') return [];
  if (why === 'note') return note === '' ? [fault('why.missing')] : [];
  const known = kind.refusals.some(({ code }) => code === said?.code);
  if (!known) return [said?.code == null ? fault('why.missing') : fault('why.unknown', said.code)];
  return said?.code === 'other' && note === '' ? [fault('why.missing')] : [];
}

function actorOf(asker: Asker): TransitionRecord['by'] {
  return asker.is === 'officer' ? { is: 'officer', id: asker.id } : asker;
}

type Effect = (whole: DossierCase, act: TransitionAct, calendar: WorkCalendar) => Dossier;

const effects: Readonly<Record<TransitionEffect, Effect>> = {
  none: ({ dossier }) => dossier,
  freeze: ({ dossier, kind }, { at }) => ({
    ...dossier,
    exceptions: [...dossier.exceptions, ...lackingDevices(dossier, kind, at)],
    step: 'sign',
    focus: null,
    left: [],
  }),
  settle: ({ dossier, kind, facts: { on } }, _, calendar) => {
    const { circumstances, exemption } = dossier;
    return {
      ...dossier,
      // A dossier that was returned keeps the day its result was promised for.
      deadline: dossier.deadline ?? deadlineOf(kind, { circumstances, from: on, calendar }),
      fee: dossier.fee ?? feeOf(kind, { circumstances, on, exemption }),
    };
  },
  reopen: ({ dossier, kind }) => reopened(dossier, kind),
  revise: ({ dossier, kind }) => ({ ...reopened(dossier, kind), revision: dossier.revision + 1 }),
};

/** To be looked at, agreed to and signed anew. What devices were lacking is asked again. */
function reopened(dossier: Dossier, { steps }: DossierKind): Dossier {
  return {
    ...dossier,
    content: dossier.content + 1,
    reviewed: null,
    consent: null,
    captures: dossier.captures.filter(({ capture }) => capture !== 'signature'),
    exceptions: dossier.exceptions.filter(({ capture, code }) => capture !== 'signature' && code !== 'noDevice'),
    focus: null,
    step: (steps.find(({ code }) => code === 'form') ?? steps[0])?.code ?? dossier.step,
  };
}

/** A history that leads somewhere, or the place in it (from 0) that no rule allows. */
export type Replayed =
  | { readonly ok: true; readonly state: DossierState }
  | { readonly ok: false; readonly at: number };

/** The state a recorded history leads to, gone step by step from the beginning: what a dossier says of its state is held against it. */
export function replay(history: readonly TransitionRecord[], kind: DossierKind): Replayed {
  let state: DossierState = 'new';
  for (const [at, { from, to, by, why }] of history.entries()) {
    const rule = from === state ? wayBetween(from, to, kind.states) : null;
    if (rule === null) return { ok: false, at };
    const isTheirs = (typeof rule.by === 'string' ? rule.by : 'officer') === by.is;
    if (!isTheirs || whyFaults(rule, why, kind).length > 0) return { ok: false, at };
    state = to;
  }
  return { ok: true, state };
}
