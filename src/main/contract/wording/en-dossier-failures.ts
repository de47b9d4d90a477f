import type { DossierFaultCode } from '../dossier.ts';
import type { ShiftFault } from '../shift.ts';
import { enDossier } from './en-dossier.ts';
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
  'dossier.refused': {
    text: ({ fault }) => enDossier.faults[fault as DossierFaultCode] ?? 'The dossier cannot take this step yet.',
    remedy: 'Do what the open step still wants, then go on. What was entered is kept.',
  },
  'intake.nobody': {
    text: () => 'Nobody is being served at this desk.',
    remedy: 'Read a card or choose somebody in the data, then open a dossier; or take up one that was left.',
  },
  'intake.noCard': {
    text: () => 'There is no card on the desk that was read and proved.',
    remedy: 'Put the card on the reader and wait for the verdict; without a card find the person in the data.',
  },
  'intake.unknownPerson': {
    text: () => 'This person is not in the population data of this desk.',
    remedy: 'Search again by number, or open the dossier from papers.',
  },
  'intake.kindUnknown': {
    text: () => 'This kind of dossier is not taken in now.',
    remedy: 'Choose a kind that is in force.',
  },
  'shift.none': {
    text: () => 'No shift is open, so no dossier can be taken.',
    remedy: 'Press F6, open a shift and come back. Nothing is lost.',
  },
  'shift.refused': {
    text: ({ fault }) => enDossier.shiftFaults[fault as ShiftFault] ?? 'The shift cannot do this.',
    remedy: 'Look at the open shift (F6) and try again.',
  },
};
