import type { Meaning } from '#contract/comparison.ts';
import { datesAgree } from '../dates.ts';
import { foldedKey, foldText, toneKey, weakKey } from '../names/fold.ts';
import { tidyText } from '../names/name-text.ts';
import { type ComparedAddress, compareAddresses } from '../units/compare-addresses.ts';
import type { Divisions } from '../units/divisions.ts';

/** How two full names stand to each other; case and the kind of apostrophe never count. */
export function compareNames(one: string, other: string): Meaning {
  const plain = (text: string) =>
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[’‘ʼ`´]\s?/g, "'")
      .replace(/'\s/g, "'");
  const tidy = (text: string) => plain(tidyText(text).text);
  if (plain(one).replace(/\s+/g, ' ').trim() === plain(other).replace(/\s+/g, ' ').trim()) return 'same';
  if (tidy(one) === tidy(other)) return 'letterRepaired';
  if (toneKey(one) === toneKey(other)) return 'tonePlacement';
  if (weakKey(one) === weakKey(other)) return 'iySpelling';
  return foldedKey(one) === foldedKey(other) ? 'marksDiffer' : 'nameDiffers';
}

/** How two birth dates (ISO, possibly incomplete) stand to each other. */
export function compareBirths(one: string, other: string): Meaning {
  if (one === other) return 'same';
  return datesAgree(one, other) ? 'lessDetail' : 'birthDiffers';
}

/** How an address on a card stands to one of a record, through the mapping of old to new communes. */
export function comparePlaces(card: string, record: ComparedAddress, divisions: Divisions): Meaning {
  if (card.normalize('NFC') === record.text.normalize('NFC')) return 'same';
  if (toneKey(card) === toneKey(record.text)) return 'tonePlacement';
  const { units, detail } = compareAddresses({ text: card, unit: null }, record, divisions);
  if (units === 'differ') return 'otherUnit';
  if (units === 'unclear') return 'placeUnclear';
  if (detail === 'houseNumber') return 'houseNumber';
  if (detail === 'differs') return 'addressDetail';
  if (units === 'split') return 'oldPlaceSplit';
  if (units === 'mapped') return 'oldPlace';
  return detail === 'less' ? 'lessDetail' : 'same';
}

const countries: ReadonlyMap<string, string> = new Map([
  ['viet nam', 'VNM'],
  ['vietnam', 'VNM'],
  ['vn', 'VNM'],
  ['vnm', 'VNM'],
]);

/** A nationality as ISO 3166 alpha-3 where it is written as Việt Nam in any form, else its text folded. */
export function nationalityCode(text: string): string {
  const folded = foldText(text);
  return countries.get(folded) ?? folded.toUpperCase();
}
