import type { CaptureException, CaptureRef, Dossier, DossierFault } from '#contract/dossier.ts';
import type { CaptureName, CaptureRule, DossierKind } from '#contract/dossier-kind.ts';
import { type Changed, changeBeside, changeContent, fault, refused } from './change.ts';
import { holds } from './when.ts';

/** The captures a kind wants of somebody in these circumstances. */
export function capturesOf(
  { circumstances }: Pick<Dossier, 'circumstances'>,
  kind: DossierKind,
): readonly CaptureRule[] {
  return kind.captures.filter(({ when }) => holds(when, circumstances));
}

/** A capture as it was kept: the record that has its bytes, when and by whom. */
export type Taken = Omit<CaptureRef, 'content'>;

/**
 * Puts a capture into a dossier; one of the same name before it is replaced, and so is the reason why it was not there. A
 * signature goes under the content it signs, once that is frozen; everything else belongs to the content.
 */
export function addCapture(dossier: Dossier, kind: DossierKind, taken: Taken): Changed {
  const { capture } = taken;
  if (!capturesOf(dossier, kind).some((rule) => rule.capture === capture)) return refused('capture.notNeeded', capture);
  const exceptions = dossier.exceptions.filter((each) => each.capture !== capture);
  const others = dossier.captures.filter((each) => each.capture !== capture);
  if (capture !== 'signature') {
    return changeContent(dossier, { captures: [...others, { ...taken, content: dossier.content + 1 }], exceptions });
  }
  if (dossier.state !== 'awaitingSignature') return refused('state.locked', dossier.state);
  return changeBeside(dossier, { captures: [...others, { ...taken, content: dossier.content }], exceptions });
}

/** Says why a capture is not there. Only what the kind lets go may be missing, and what `noDevice` says the desk says itself. */
export function exceptCapture(dossier: Dossier, kind: DossierKind, exception: CaptureException): Changed {
  const { capture } = exception;
  const rule = capturesOf(dossier, kind).find((each) => each.capture === capture);
  if (rule === undefined) return refused('capture.notNeeded', capture);
  if (!rule.mayLack || exception.code === 'noDevice') return refused('capture.mayNotLack', capture);
  if (exception.code === 'other' && (exception.note ?? '').trim() === '') return refused('why.missing', capture);
  const change = {
    exceptions: [...dossier.exceptions.filter((each) => each.capture !== capture), exception],
    captures: dossier.captures.filter((each) => each.capture !== capture),
  };
  if (capture !== 'signature') return changeContent(dossier, change);
  return dossier.state === 'awaitingSignature' ? changeBeside(dossier, change) : refused('state.locked', dossier.state);
}

/** Whether a rule's capture must be had, or a reason given: of some, only where there is a device. */
function isDue({ need, capture }: CaptureRule, equipment: readonly CaptureName[]): boolean {
  return need === 'required' || (need === 'whenEquipped' && equipment.includes(capture));
}

function isSettled({ captures, exceptions }: Dossier, capture: CaptureName): boolean {
  return [...captures, ...exceptions].some((each) => each.capture === capture);
}

/** Captures that are still missing, the signature apart; `equipment` is what the desk has devices for. */
export function missingCaptures(
  dossier: Dossier,
  kind: DossierKind,
  equipment: readonly CaptureName[],
): readonly DossierFault[] {
  return capturesOf(dossier, kind)
    .filter((rule) => rule.capture !== 'signature' && isDue(rule, equipment) && !isSettled(dossier, rule.capture))
    .map(({ capture }) => fault('capture.missing', capture));
}

/** What this desk has no device for and the law asks for, as the dossier says it: to be added later (Law, article 24.1 c). */
export function lackingDevices(dossier: Dossier, kind: DossierKind, at: string): readonly CaptureException[] {
  return capturesOf(dossier, kind)
    .filter(({ need, capture }) => need === 'whenEquipped' && !isSettled(dossier, capture))
    .map(({ capture }) => ({ capture, code: 'noDevice', note: null, at, by: 'desk' }));
}

/** Whether the signature stands under the content as it is now, or somebody said why there is none. */
export function isSigned(dossier: Dossier, kind: DossierKind): boolean {
  if (!capturesOf(dossier, kind).some(({ capture, need }) => capture === 'signature' && need === 'required'))
    return true;
  const signature = dossier.captures.find(({ capture }) => capture === 'signature');
  if (signature !== undefined) return signature.content === dossier.content;
  return dossier.exceptions.some(({ capture }) => capture === 'signature');
}
