import type { FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

type RegistryCode = Extract<FailureCode, `registry.${string}` | `qr.${string}`>;

/** What may go wrong with the population cache and with the QR code of a card, in English. */
export const enRegistryFailures: Readonly<Record<RegistryCode, FailureWords>> = {
  'registry.busy': {
    text: () => 'Data are being imported or checked; this has to wait.',
    remedy: 'Wait until that is done, or stop it, and try again.',
  },
  'registry.noGenuineCard': {
    text: () => 'There is no card on the desk that was read to the end and proved genuine.',
    remedy: 'Read the citizen’s card at this desk, wait for the verdict “genuine”, and try again.',
  },
  'registry.unknownPerson': {
    text: () => 'The population data of this desk do not have this person.',
    remedy: 'Import newer data, or search by name and birth date.',
  },
  'registry.contradicted': {
    text: () => 'Card and record contradict each other: the card cannot be the ground for a change.',
    remedy: 'Look at the comparison; confirm with the national database before anything is changed.',
  },
  'registry.nothingToTake': {
    text: () => 'There is nothing to take from the card for what was chosen.',
    remedy:
      'Look at the comparison: only what the card states and the record does not can be taken; never number, birth date or sex.',
  },
  'registry.unknownImport': {
    text: () => 'This import was not found.',
    remedy: 'Choose an import from the list.',
  },
  'registry.notDamaged': {
    text: () => 'The population data of this desk are not damaged and need not be rebuilt.',
    remedy: 'Nothing to do. To update them, import a new file.',
  },
  'registry.personDead': {
    text: () => 'The record says that the holder of this card is dead or was declared missing.',
    remedy:
      'Accept no application, keep the card, tell the commander; verify with the national database and civil status.',
  },
  'registry.notDelta': {
    text: () => 'This file is no delta that this version reads.',
    remedy:
      'Its first line must be {"format":"truc-ban delta 1","feed":"…","after":…}. A list of people is imported as such.',
  },
  'registry.deltaGap': {
    text: ({ feed = '', cursor, after }) =>
      cursor === undefined
        ? 'A delta that comes before this one is missing.'
        : `A delta is missing: of “${feed}” change ${cursor} was the last applied, and this one goes on after ${after}.`,
    remedy:
      'Ask the sender for the file that goes on right after the last change applied; apply it first, then this one.',
  },
  'registry.deltaMalformed': {
    text: ({ line, reason }) =>
      line === undefined
        ? 'A line of the delta is not valid.'
        : `Line ${line} of the delta is no valid change (${reason}).`,
    remedy:
      'The batches before it were applied and stay. Ask the sender for a corrected file: applying it goes on there.',
  },
  'qr.garbled': {
    text: () => 'The scanner spoiled letters of the QR code.',
    remedy: 'Switch the Vietnamese input method off and scan again, or set the scanner to its USB-COM mode.',
  },
  'qr.notACard': {
    text: () => 'What was scanned is not the QR code of an identity card.',
    remedy: 'Scan the QR code printed on the card of the person at the desk.',
  },
  'qr.notFound': {
    text: () => 'No QR code and no machine readable zone was found in the picture.',
    remedy:
      'Take a sharp picture of the whole card, without glare, with the code at least a fifth as wide as the picture.',
  },
};
