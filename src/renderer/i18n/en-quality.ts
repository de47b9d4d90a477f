import type { RuleId } from '#contract/quality.ts';
import type { QualityLabels } from './vi-quality.ts';

type RuleWords = { readonly title: string; readonly explanation: string; readonly way: string };

const rules: Readonly<Record<RuleId, RuleWords>> = {
  DQ01: {
    title: 'Make-up of the identification number',
    explanation:
      'Twelve digits; the digit of century and sex and the two of the year agree with the record; the first three fit the place of birth registration (by the old codes: a merged province is no fault).',
    way: 'Compare with the birth certificate; a wrong number is proposed for cancelling and setting anew (DC02 item 4).',
  },
  DQ02: {
    title: 'Card agrees with the record',
    explanation:
      'Number, name, date of birth and sex in the chip, the machine readable zone, the QR code and the record are one and the same (where a tone mark stands makes no difference).',
    way: 'See the comparison of the reading; confirm with the national database before changing anything.',
  },
  DQ03: {
    title: 'Date of birth',
    explanation:
      'A day that exists, not in the future, not beyond the greatest age. A year alone is noted, not a fault.',
    way: 'Compare with the birth certificate, correct by DC02 item 7.',
  },
  DQ04: {
    title: 'Date of issue and validity of the card',
    explanation:
      'Issued after birth and not in the future; valid as the ages 14, 25, 40, 60 and the two-year rule have it.',
    way: 'Compare with the card; where the record is wrong correct by DC02 item 7.',
  },
  DQ05: {
    title: 'Age and sex of the parents',
    explanation: 'Parents are at least 12 years older; a father is male, a mother female. A warning only.',
    way: 'Compare with the child’s birth certificate.',
  },
  DQ06: {
    title: 'Numbers of children',
    explanation:
      'The number of a child under 14 agrees with year of birth and sex on the birth certificate: to be put right before the first card.',
    way: 'Confirm with the office that registered the birth; cancel and set anew a number given wrongly.',
  },
  DQ07: {
    title: 'Required items',
    explanation:
      'Of the 26 items of article 9 there must be: name, number, date of birth, sex, place of birth registration, ethnicity, nationality and at least one place of residence.',
    way: 'Fill in from the card or civil status papers; residence from its registration.',
  },
  DQ08: {
    title: 'Card, notice of the number, electronic identity',
    explanation:
      'From 14 on there must be a card and should be an electronic identity of level 2; under 14 a delivered notice of the number or a card.',
    way: 'Invite for card and electronic identity; print and deliver the notice.',
  },
  DQ09: {
    title: 'Biometrics',
    explanation: 'From 6 on: ten fingers, or a reason for each that is missing; a photograph that is not too old.',
    way: 'Take the missing prints and a new photograph when the citizen comes.',
  },
  DQ10: {
    title: 'Representative',
    explanation: 'Those under 14 and under guardianship have a parent or representative in the record.',
    way: 'Fill in parents from the birth certificate, a guardian from the decision.',
  },
  DQ11: {
    title: 'Double records',
    explanation:
      'The same number twice; the same nine-digit number and date of birth; the same name, date of birth and sex. Only to be looked at: twins and sharers of a nine-digit number are never merged.',
    way: 'Confirm each person; two different numbers are two people.',
  },
  DQ12: {
    title: 'Permanent residence and head of household',
    explanation: 'One person has one permanent residence; a household has exactly one head.',
    way: 'Compare the residence file of the household, correct the relation to its head.',
  },
  DQ13: {
    title: 'Characters of names and addresses',
    explanation:
      'Composed letters by TCVN 6909 (NFC), the right Đ, no broken or legacy encoding, no stray spaces, no digits in names, no mixed case.',
    way: 'Type it again as on the birth certificate; tone marks stay where the paper has them.',
  },
  DQ14: {
    title: 'Codes of lists and administrative units',
    explanation:
      'Ethnicity, religion and other lists have valid codes; addresses have the code of a commune in force, old codes a mapping.',
    way: 'Choose again from the list; choose the new unit for an old place and keep the text of the paper.',
  },
  DQ15: {
    title: 'Test values and placeholders',
    explanation:
      'A name “A”, a birth on 01/01/1900, a phone 0000000000, a nine-digit number of one digit repeated: filled in for form’s sake.',
    way: 'Make sure that the citizen exists; fill in the right value or propose to cancel the record.',
  },
  DQ16: {
    title: 'Dead, gone, long absent',
    explanation:
      'The dead and those who gave up nationality have no card or electronic identity in use; long absences and moves are looked at again.',
    way: 'Withdraw the card, lock the electronic identity; bring residence up to date.',
  },
  DQ17: {
    title: 'Cards expired or about to; contact',
    explanation:
      'The card is valid; near a change of card (2 years, 60 days) people are invited; the phone can be reached.',
    way: 'Invite to change the card; ask for the phone number again.',
  },
  DQ18: {
    title: 'Units to be chosen; confirmed long ago',
    explanation:
      'An old place shared by several new communes is asked for and chosen; records are confirmed again from time to time.',
    way: 'Ask the citizen which new unit it is; compare and confirm again when you meet.',
  },
  DQ19: {
    title: 'Household, and parents with children',
    explanation:
      'Members live where the head of the household does; numbers of parents are in the data, and the parents’ records name the child.',
    way: 'Compare the residence file of the household and the birth certificate.',
  },
  DQ20: {
    title: 'Agrees with the national database',
    explanation:
      'The local copy is the latest; changes wait no longer than 5 days for review, 10 to be dealt with, 15 where complex.',
    way: 'Fetch the new version; deal with the changes that wait.',
  },
};

/** English words of the data-quality board, its rules among them. */
export const enQuality: QualityLabels = {
  title: 'Data quality',
  run: (day, ended, age) => `Checked for ${day} · done ${ended} (${age})`,
  runOpen: (day) => `The check for ${day} is not finished; the figures below are not complete`,
  newer: 'The data have changed since. Check again for new figures.',
  check: 'Check everything',
  goOn: 'Go on checking',
  stop: 'Stop checking',
  checking: 'Checking record by record',
  checked: (done, of) => `${done} / ${of} records`,
  exportCsv: 'Export board (CSV)',
  copyCsv: 'Copy board (CSV)',
  copied: 'Copied',
  exportHint: 'Sums only, nothing of any person.',
  file: (day) => `data-quality-${day}.csv`,
  loading: 'Fetching the board',
  failed: 'The board could not be fetched',
  again: 'Try again',
  denied: 'This board is for intake, commanders and inspectors.',
  deniedPeople: 'Lists of records open for intake and commanders only.',
  deniedCheck: 'Intake or a commander can run the check.',
  noData: 'No population data on this machine yet',
  noDataHint: 'Import the commune’s population file, then press “Check everything” to see this board.',
  toImport: 'Go to the import',
  askImport: 'A commander imports the file under Administration, Population data.',
  damaged: 'The population cache does not open',
  damagedHint: 'A commander rebuilds it under Administration, Population data.',
  toRebuild: 'Go to the rebuild',
  never: 'Never checked yet',
  neverHint: (people) =>
    `${people} records wait to be judged by the 20 rules DQ01–DQ20. The desk works on as usual meanwhile.`,
  criteria: { dung: 'Accurate', du: 'Complete', sach: 'Clean', song: 'Current', thongNhat: 'Consistent' },
  meaning: {
    dung: 'as papers and facts have it',
    du: 'nothing missing',
    sach: 'no doubles, letters and codes right',
    song: 'still true today',
    thongNhat: 'the same wherever it stands',
  },
  ratings: { green: 'good', yellow: 'to do', red: 'not good', none: 'none' },
  ratingMeaning: {
    green: '90 % and more',
    yellow: '75 to under 90 %',
    red: 'under 75 %, or a required item is wrong',
    none: 'no records',
  },
  requiredFails: 'Not good because of a required item: it must be right in every record.',
  legend: 'Rating',
  pair: (numerator, denominator) => `${numerator} / ${denominator}`,
  severities: { note: 'note', warning: 'warning', error: 'error', required: 'required' },
  all: 'All',
  unknown: 'Commune unknown',
  areas: 'Communes, wards, special zones',
  area: 'Area',
  people: 'Records',
  home: 'Own area',
  everywhere: (count) => `Everywhere (${count})`,
  view: 'Show',
  filter: 'Filter by name or code',
  noMatch: 'No commune fits what you typed.',
  table: 'Table',
  chart: 'Chart',
  chartOf: (criterion) => `${criterion}: the lowest`,
  faults: 'Faults by rule',
  faultsHint: 'Records that fail each rule; mere notes stand apart and lower no figure.',
  rulesOf: (criterion) => `Rules of “${criterion}”`,
  clean: 'No record fails this rule.',
  records: (count) => `${count} records`,
  rule: ({ id }) => rules[id],
  whatItChecks: 'What it looks at',
  howToFix: 'How to fix it',
  acts: { doiChieu: 'compare', xacThuc: 'confirm', capNhat: 'update', boSung: 'fill in' },
  scope: { record: 'judges each record', set: 'compares records' },
  noted: (count) => `${count} noted`,
  openList: (count) => `Open ${count} records`,
  back: 'Back to the board',
  defects: (rule) => `Records that fail ${rule}`,
  defectColumns: { name: 'Name', number: 'Number', birth: 'Born', where: 'Permanent residence', what: 'What is wrong' },
  defectList: 'Records that fail the rule',
  defectsFailed: 'The list could not be fetched',
  defectsLoading: 'Fetching',
  defectsNone: 'No record fails this rule any more.',
  others: (count) => `with ${count} other ${count === 1 ? 'record' : 'records'}`,
  dead: 'dead',
  csv: {
    area: 'commune',
    name: 'name',
    people: 'records',
    passed: 'passed',
    percent: 'percent',
    rating: 'rating',
    noted: 'noted',
  },
};
