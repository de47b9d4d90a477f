import type { Dossier, DossierFault, DossierFaultCode } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';

/** A dossier after an act, or every reason why the act is not done. */
export type Changed =
  | { readonly ok: true; readonly dossier: Dossier }
  | { readonly ok: false; readonly faults: readonly DossierFault[] };

/** Who does something, and when: an officer's id, and an ISO instant that was handed in. */
export type Stamp = { readonly by: string; readonly at: string };

/** A fault; `about` names the field, capture, paper, step or finding. */
export function fault(code: DossierFaultCode, about: string | null = null): DossierFault {
  return { code, about };
}

/** One reason why not. */
export function refused(code: DossierFaultCode, about: string | null = null): Changed {
  return { ok: false, faults: [fault(code, about)] };
}

/** States in which what the person will sign can be changed. */
const openToChange: readonly DossierState[] = ['new', 'capturing', 'awaitingCorrection'];

/** Whether the content of a dossier can be changed now. */
export function isOpenToChange({ state }: Pick<Dossier, 'state'>): boolean {
  return openToChange.includes(state);
}

/** Whether a dossier is still being taken in: a draft, to be left and taken up again. */
export function isDraft({ state }: Pick<Dossier, 'state'>): boolean {
  return openToChange.includes(state) || state === 'awaitingSignature';
}

/** A change of what the person signs: whoever looked at it before looks again. */
export function changeContent(dossier: Dossier, change: Partial<Dossier>): Changed {
  if (!isOpenToChange(dossier)) return refused('state.locked', dossier.state);
  return { ok: true, dossier: { ...dossier, ...change, content: dossier.content + 1, edit: dossier.edit + 1 } };
}

/** A change beside it: where the officer is, what is recorded of the work. */
export function changeBeside(dossier: Dossier, change: Partial<Dossier>): Changed {
  return { ok: true, dossier: { ...dossier, ...change, edit: dossier.edit + 1 } };
}
