import type { Dossier, LeftStep, StepView } from '#contract/dossier.ts';
import type { DossierKind, StepCode } from '#contract/dossier-kind.ts';
import { type Changed, changeBeside, fault, refused } from './change.ts';
import { type DossierCase, stepFaults } from './requirements.ts';

/** Steps that may be gone past with something missing, to come back to: a device is away, a paper is at home. */
const leavable: readonly StepCode[] = ['captures', 'documents'];

/** Every step of a dossier, in order: which is done, which the officer is at, what each still wants. */
export function stepsOf(whole: DossierCase): readonly StepView[] {
  const at = placeOf(whole.kind, whole.dossier.step);
  return whole.kind.steps.map(({ code }, place) => {
    const missing = stepFaults(whole, code);
    return { code, state: stateOf(place - at, missing.length === 0), missing };
  });
}

function stateOf(fromCurrent: number, isDone: boolean): StepView['state'] {
  if (fromCurrent === 0) return 'current';
  if (fromCurrent > 0) return 'ahead';
  return isDone ? 'done' : 'left';
}

function placeOf({ steps }: DossierKind, step: StepCode): number {
  return steps.findIndex(({ code }) => code === step);
}

/** A press of "Tiếp tục": the step it was meant for, and why that step is left unfinished if it is. */
export type Press = {
  readonly step: StepCode;
  readonly leave: Pick<LeftStep, 'cause' | 'note'> | null;
  readonly at: string;
};

/**
 * Goes on to the next step. A press that was meant for another step than the officer is at does nothing: the second of two
 * presses never skips one. An unfinished step stays, unless it can be left and it is said why; what was left is finished
 * before the review.
 */
export function proceed(whole: DossierCase, { step, leave, at }: Press): Changed {
  const { dossier, kind } = whole;
  if (placeOf(kind, step) < 0) return refused('step.notOfKind', step);
  if (step !== dossier.step) return { ok: true, dossier };
  const missing = stepFaults(whole, step);
  const leaves = missing.length > 0 && leave !== null && leavable.includes(step);
  if (missing.length > 0 && !leaves) return { ok: false, faults: [fault('step.incomplete', step), ...missing] };
  const next = kind.steps[placeOf(kind, step) + 1]?.code ?? null;
  if (next === null) return { ok: true, dossier };
  const others = dossier.left.filter((each) => each.step !== step);
  const left = leaves ? [...others, { step, ...leave, at }] : others;
  const open = next === 'review' ? unfinishedBefore(whole, next) : [];
  if (open.length === 0) return changeBeside(dossier, { step: next, focus: null, left: next === 'review' ? [] : left });
  // What was left is remembered; the officer stays where they see what is missing.
  return leaves
    ? changeBeside(dossier, { left })
    : { ok: false, faults: open.map((code) => fault('step.incomplete', code)) };
}

function unfinishedBefore(whole: DossierCase, step: StepCode): readonly StepCode[] {
  const { kind } = whole;
  const before = kind.steps.slice(0, placeOf(kind, step)).map(({ code }) => code);
  return before.filter((code) => stepFaults(whole, code).length > 0);
}

/** Goes back to a step that was passed, to finish or change it; what was entered stays. A step ahead is reached by going on. */
export function goBack({ dossier, kind }: DossierCase, step: StepCode): Changed {
  const place = placeOf(kind, step);
  if (place < 0) return refused('step.notOfKind', step);
  const at = placeOf(kind, dossier.step);
  if (place > at) return refused('step.ahead', step);
  return place === at ? { ok: true, dossier } : changeBeside(dossier, { step, focus: null });
}

/** Notes the field the officer is at, so that a draft opens there again. */
export function moveTo(dossier: Dossier, field: string): Changed {
  return dossier.focus === field ? { ok: true, dossier } : changeBeside(dossier, { focus: field });
}

/** The steps that were left and still want something: what a list of dossiers says of one. */
export function leftSteps(dossier: Pick<Dossier, 'left'>): readonly StepCode[] {
  return dossier.left.map(({ step }) => step);
}
