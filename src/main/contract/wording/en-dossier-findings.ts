import type { DossierFindingCode } from '../dossier-kind.ts';
import type { DossierFindingWords } from './dossier-words.ts';

/** What can be found about somebody who asks, in English; the law it rests on comes with the finding. */
export const enDossierFindings: Readonly<Record<DossierFindingCode, DossierFindingWords>> = {
  dead: {
    title: 'The person is dead',
    explanation:
      'The population data record a death: nothing is taken in, no card is handed over, the e-ID is to be locked.',
    remedy: 'Issue a refusal (CC03); if the data are wrong, verify and correct them first.',
  },
  declaredMissing: {
    title: 'Declared missing',
    explanation: 'The population data record that the person was declared missing.',
    remedy: 'Stop and tell the commander; go on only once the decision is revoked and the data are corrected.',
  },
  cardWithheld: {
    title: 'The card is withheld',
    explanation: 'The card is withheld by a decision (custody, prison, compulsory education or rehabilitation).',
    remedy: 'Take nothing in; contact the authority that withholds it.',
  },
  cardWithdrawn: {
    title: 'The card was withdrawn',
    explanation: 'The card was withdrawn (nationality, issued wrongly, altered) and there is no other.',
    remedy: 'See why it was withdrawn; ask the commander before going on.',
  },
  numberCancelled: {
    title: 'The number was cancelled',
    explanation: 'The dossier is for a cancelled number; the person was given another.',
    remedy: 'Open the dossier under the number in use.',
  },
  cardNumberCancelled: {
    title: 'The card bears a cancelled number',
    explanation: 'The card still shows the cancelled number and is no good for this dossier.',
    remedy: 'Exchange the card because the number was set anew (letter e).',
  },
  numberDoubtful: {
    title: 'The structure of the number is doubtful',
    explanation: 'Sex or year of birth in the number do not agree with the data.',
    remedy: 'Compare with the birth certificate; if it is wrong, have the data corrected and the number set anew.',
  },
  sameKindOpen: {
    title: 'There is a dossier of this kind',
    explanation: 'This desk has another dossier of the same kind for this person that has not ended.',
    remedy: 'Open that one and go on with it.',
  },
  otherPerson: {
    title: 'Card and data are of two people',
    explanation: 'The number on the chip is not that of the dossier or of the data.',
    remedy: 'Make sure it is the right person and the right card.',
  },
  cardAltered: {
    title: 'Chip and print of the card disagree',
    explanation: 'Chip and what is printed (zone, QR code) say different things: the card may have been altered.',
    remedy: 'Stop, leave everything as it is, and tell the commander.',
  },
  dataContradicts: {
    title: 'Card and data disagree',
    explanation: 'Name, birth date or sex on the chip contradict the population data.',
    remedy: 'See the comparison; have the data corrected, or exchange the card for that reason where they were.',
  },
  noRecord: {
    title: 'Not in the data of this desk',
    explanation: 'The person is not in the population data here (they live elsewhere, or are not recorded yet).',
    remedy: 'Ask where they live; if the national data lack them, fill in form DC01 and enter them first.',
  },
  chipUnproved: {
    title: 'The chip was not read and proved',
    explanation: 'The person has a card with a chip that was not read and proved genuine at this desk.',
    remedy: 'Read the card; if it is not here, say so in the dossier.',
  },
  ageUnknown: {
    title: 'The birth date is not known',
    explanation: 'Without the age nobody can tell who must come along and what may be taken.',
    remedy: 'Type the birth date from the birth certificate and judge again.',
  },
  tooYoung: {
    title: 'Too young for level 2',
    explanation: 'Children under six have an electronic identity of level 1 only.',
    remedy: 'Show the guardian how to register level 1.',
  },
  guardianNeeded: {
    title: 'A guardian must come along',
    explanation: 'Under 14 a parent or guardian comes along, acts for the child and proves who they are.',
    remedy: 'Record who came and photograph the proof.',
  },
  representativeNeeded: {
    title: 'A representative must help',
    explanation: 'Whoever lacks legal capacity or has difficulty understanding is helped by their representative.',
    remedy: 'Record the representative and photograph the proof.',
  },
  noBiometrics: {
    title: 'No biometrics are taken',
    explanation: 'Under six no prints, irises or features are taken, and the card shows no picture.',
    remedy: 'Point to the service portal or VNeID where that is easier.',
  },
  guardianIsSubject: {
    title: 'Who came along is the person themselves',
    explanation: 'The number of the guardian is the number of the dossier.',
    remedy: 'Enter the number of the guardian or representative.',
  },
  guardianDead: {
    title: 'The guardian is dead or missing by the data',
    explanation: 'The population data record that the guardian or representative is dead or declared missing.',
    remedy: 'Check the number; somebody else must act.',
  },
  guardianYoung: {
    title: 'Who came along is under 18',
    explanation: 'A guardian has full legal capacity; a parent under 18 is looked at on their own.',
    remedy: 'See the proof; ask the commander when in doubt.',
  },
  cardEnded: {
    title: 'The card has ended',
    explanation: 'Without a valid card the result takes seven working days instead of three.',
    remedy: 'Offer to exchange the card in the same sitting.',
  },
  noCard: {
    title: 'No card with a chip yet',
    explanation: 'Without a card the result takes seven working days.',
    remedy: 'Take a dossier for a card in the same sitting where possible.',
  },
  nothingToChange: {
    title: 'There is no card to exchange',
    explanation: 'An exchange needs an old card; without one it is a first issue, after loss or damage a reissue.',
    remedy: 'Choose the right procedure.',
  },
  milestoneNotReached: {
    title: 'The age to change the card is not reached',
    explanation: 'The card has not come to the age of 14, 25, 40 or 60 it runs to, or never ends.',
    remedy: 'Choose another reason (on request: letter g).',
  },
  milestoneReached: {
    title: 'The age to change the card is reached',
    explanation: 'The card has come to an age at which it must be changed: for that reason it is free.',
    remedy: 'Choose letter a unless the person has another reason.',
  },
  alreadyLevel2: {
    title: 'Level 2 is there already',
    explanation: 'The data record an electronic identity of level 2 for this person.',
    remedy: 'Help to activate, restore or unlock it (TK03) instead of issuing one.',
  },
  eIdLocked: {
    title: 'The electronic identity is locked',
    explanation: 'The account of this person is locked.',
    remedy: 'See why; use form TK03 where it may be unlocked.',
  },
};
