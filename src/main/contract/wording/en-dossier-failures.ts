import type { DossierFailureCode } from './vi-dossier-failures.ts';
import type { FailureWords } from './words.ts';

/** What may go wrong with dossiers as they are kept, in English. */
export const enDossierFailures: Readonly<Record<DossierFailureCode, FailureWords>> = {
  'dossier.unknown': {
    text: () => 'This desk no longer holds that dossier.',
    remedy: 'Load the list again and choose another; one that was sent is found by the number of its receipt.',
  },
  'dossier.changedMeanwhile': {
    text: () => 'The dossier was changed elsewhere meanwhile.',
    remedy: 'Open it again to see how it stands and go on from there. What was saved is not overwritten.',
  },
  'dossier.notDraft': {
    text: () => 'A shift answers for this dossier, or it is complete: it cannot be thrown away.',
    remedy: 'Cancel the dossier and say why.',
  },
};
