import type { DossierState } from '#contract/dossier-kind.ts';

/** States in which somebody at the desk still works on a dossier. */
export const openStates: readonly DossierState[] = ['new', 'capturing', 'awaitingCorrection', 'awaitingSignature'];

/** States from which a dossier is taken up again: the upstream sent it back, or it was kept past its term. */
export const backStates: readonly DossierState[] = ['returned', 'lapsed'];

/** Whether something is left to do with a dossier here. */
export function isLeftToDo({ state }: { readonly state: DossierState }): boolean {
  return openStates.includes(state) || backStates.includes(state);
}
