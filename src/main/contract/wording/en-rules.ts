import type { RuleId, RuleInfo } from '../quality.ts';

/** A rule in words: what it is called, what it asks, and the way a finding is cleared up. */
export type RuleWords = { readonly title: string; readonly explanation: string; readonly way: string };

/** The rules of data quality in English; the rules themselves carry their Vietnamese words. */
export const enRules: Readonly<Record<RuleId, RuleWords>> = {
  DQ01: {
    title: 'Structure of the identification number',
    explanation:
      'Twelve digits; the digits for century and sex and for the year of birth agree with the record; the first three agree with the place of birth registration (by its old code: a merged province is no error).',
    way: 'Compare with the birth certificate; if the number is wrong, ask for it to be cancelled and set anew (form DC02, section 4).',
  },
  DQ02: {
    title: 'Card agrees with the data',
    explanation:
      'Number, name, birth date and sex are the same in the chip, the printed zone, the QR code and the data (placing a tone mark otherwise is no difference).',
    way: 'Look at the comparison of the reading; confirm with the national database before anything is changed.',
  },
  DQ03: {
    title: 'Birth date',
    explanation:
      'A day that exists, not in the future, not beyond the greatest age. A year alone is noted and is no error.',
    way: 'Compare with the birth certificate; correct by form DC02, section 7.',
  },
  DQ04: {
    title: 'Issue and end of the card',
    explanation:
      'Issued after birth and not in the future; ends as the milestones of 14, 25, 40 and 60 years and the two-year rule say.',
    way: 'Compare with the card; if the data are wrong, correct them by form DC02, section 7.',
  },
  DQ05: {
    title: 'Age and sex of the parents',
    explanation:
      'Parents are at least twelve years older than the child; a father is male, a mother female. A warning only.',
    way: 'Compare with the child’s birth certificate.',
  },
  DQ06: {
    title: 'Identification number of a child',
    explanation:
      'The number given to a child under 14 agrees with year of birth and sex on the birth certificate: a mistake is put right before the first card.',
    way: 'Confirm with the office that registered the birth; have the number cancelled and set anew if it is wrong.',
  },
  DQ07: {
    title: 'Required items',
    explanation:
      'Of the 26 items of article 9 there must be: name, number, birth date, sex, place of birth registration, ethnicity, nationality, and at least one place of residence.',
    way: 'Fill in from the card or civil status papers; the residence from its registration.',
  },
  DQ08: {
    title: 'Card, notice of the number, e-ID',
    explanation:
      'From 14 on there is a card and should be an e-ID of level 2; under 14 the number was notified or there is a card.',
    way: 'Invite for a card and an e-ID; print and deliver the notice of the number.',
  },
  DQ09: {
    title: 'Biometrics',
    explanation: 'From six on: ten fingerprints, or a reason for each missing one; a photograph that is not too old.',
    way: 'Take the missing fingerprints or a new photograph when the citizen comes.',
  },
  DQ10: {
    title: 'Representative',
    explanation: 'Whoever is under 14 or under guardianship has a parent or representative in the data.',
    way: 'Add the parents by the birth certificate, or the guardian by the decision.',
  },
  DQ11: {
    title: 'Duplicate records',
    explanation:
      'The same number twice; the same nine-digit number and birth date; the same name, birth date and sex. To be looked at only: twins and people who share a nine-digit number are never merged.',
    way: 'Confirm each person; two identification numbers are two people.',
  },
  DQ12: {
    title: 'Permanent residence and head of household',
    explanation: 'Everybody has one permanent residence; every household has exactly one head.',
    way: 'Compare with the residence file of the household; correct the relation to its head.',
  },
  DQ13: {
    title: 'Letters of names and addresses',
    explanation:
      'Composed letters (TCVN 6909, NFC), the right letter Đ, no broken decoding, no traces of TCVN3 or VNI, no needless spaces, no digits in names, no mixed case.',
    way: 'Type the letters as on the birth certificate; tone marks stay where the paper has them.',
  },
  DQ14: {
    title: 'Codes of lists and administrative units',
    explanation:
      'Ethnicity, religion and other lists have valid codes; addresses have the code of a commune in force, old codes are mapped.',
    way: 'Choose from the list again; choose the new unit for an old place name and keep the words of the paper.',
  },
  DQ15: {
    title: 'Test values and placeholders',
    explanation:
      'The name “A”, the birth date 01/01/1900, the phone 0000000000, a nine-digit number of one digit: values entered to have something there.',
    way: 'Make sure the citizen exists; fill in the right value or ask for the record to be cancelled.',
  },
  DQ16: {
    title: 'Dead, moved away, long absent',
    explanation:
      'Whoever is dead or has given up the nationality has no card or e-ID in use; the long absent and those who moved away are looked at again.',
    way: 'Withdraw the card, lock the e-ID; update the residence.',
  },
  DQ17: {
    title: 'Card ended or about to; contact',
    explanation:
      'The card is valid; whoever comes near a milestone (two years, sixty days) is invited; the phone number still reaches them.',
    way: 'Invite to change the card; ask for the phone number again.',
  },
  DQ18: {
    title: 'Unit still to be chosen; confirmed long ago',
    explanation:
      'An old place now shared by several communes has to be chosen with the citizen; records are confirmed again from time to time.',
    way: 'Ask the citizen which new unit it is; compare and confirm when they come.',
  },
  DQ19: {
    title: 'Households, and parents with their children',
    explanation:
      'Members of a household live where its head does; the numbers of the parents are in the data, and their records name this child.',
    way: 'Compare the residence file of the household and the birth certificate.',
  },
  DQ20: {
    title: 'Agreement with the national database',
    explanation:
      'The copy of this desk is the newest; changes wait no longer than 5 days for review, 10 for handling, 15 for complex cases.',
    way: 'Load the newest copy; deal with the changes that wait.',
  },
};

/** The words of a rule in a language. */
export function ruleWords(rule: RuleInfo, language: 'vi' | 'en'): RuleWords {
  if (language === 'en') return enRules[rule.id];
  return { title: rule.title, explanation: rule.explanation, way: rule.fix.way };
}
