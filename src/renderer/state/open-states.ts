import type { DossierState } from '#contract/dossier-kind.ts';

/** States in which somebody at the desk still works on a dossier. */
export const openStates: readonly DossierState[] = ['new', 'capturing', 'awaitingCorrection', 'awaitingSignature'];
