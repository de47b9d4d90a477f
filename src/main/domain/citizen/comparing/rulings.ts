import type { Attention, FieldComparison, Meaning, Outcome } from '#contract/comparison.ts';

/** What follows from a meaning: how it counts, how loudly it is shown, and which act it leads to. */
export type Ruling = Readonly<{ outcome: Outcome; level: Attention; act: FieldComparison['act'] }>;

const quiet = (outcome: Outcome): Ruling => ({ outcome, level: 'quiet', act: 'none' });
const warns = (act: Ruling['act']): Ruling => ({ outcome: 'differs', level: 'warning', act });
const blocks: Ruling = { outcome: 'differs', level: 'blocking', act: 'xacThuc' };

/**
 * The ruling of every meaning, as data. Who the person is (number, name, birth, sex) and sources of one card that disagree
 * have to be confirmed at their origin; an address may simply have changed; what the record lacks is added to it.
 */
export const rulings: Readonly<Record<Meaning, Ruling>> = {
  same: quiet('equal'),
  letterRepaired: quiet('equal'),
  otherSpelling: quiet('equal'),
  tonePlacement: quiet('equalTonePlacement'),
  oldPlace: quiet('equalOldPlace'),
  oldPlaceSplit: { outcome: 'equalOldPlace', level: 'notice', act: 'doiChieu' },
  lessDetail: quiet('equalAsFarAsKnown'),
  mrzForm: quiet('equalAsFarAsKnown'),
  notStated: quiet('missingEverywhere'),
  onlyInRecord: quiet('missingOnCard'),
  onlyOnCard: { outcome: 'missingInRecord', level: 'notice', act: 'boSung' },
  otherPerson: blocks,
  nameDiffers: blocks,
  birthDiffers: blocks,
  sexDiffers: blocks,
  sourcesDisagree: blocks,
  renumbered: warns('xacThuc'),
  iySpelling: warns('doiChieu'),
  marksDiffer: warns('doiChieu'),
  valueDiffers: warns('doiChieu'),
  houseNumber: warns('capNhat'),
  addressDetail: warns('capNhat'),
  cardNewer: warns('capNhat'),
  otherUnit: { outcome: 'differs', level: 'notice', act: 'doiChieu' },
  placeUnclear: { outcome: 'differs', level: 'notice', act: 'doiChieu' },
  cardOlder: { outcome: 'differs', level: 'notice', act: 'doiChieu' },
};

/**
 * The ruling of a meaning. What a card says that is not believed (not proved genuine, or of somebody dead) is no ground to
 * write: a difference has to be confirmed at its origin, and what such a card alone says leads nowhere.
 */
export function rulingOf(meaning: Meaning, believed: boolean): Ruling {
  const ruling = rulings[meaning];
  if (believed || ruling.act === 'none') return ruling;
  return { ...ruling, act: ruling.outcome === 'differs' ? 'xacThuc' : 'none' };
}

const order: readonly Attention[] = ['quiet', 'notice', 'warning', 'blocking'];

/** The louder of two levels. */
export function louder(one: Attention, other: Attention): Attention {
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}
