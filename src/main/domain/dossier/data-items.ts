import type { Citizen, CitizenField } from '#contract/citizen.ts';
import type { DataItem } from '#contract/dossier-kind.ts';
import type { Holder } from '#contract/holder.ts';
import { printedResidence } from '../citizen/citizen.ts';
import { nationalityCode } from '../citizen/comparing/values.ts';
import { tidyText } from '../citizen/names/name-text.ts';

/** The field of a record an item is in; null for what no record has. */
export const fieldOfItem: Readonly<Record<DataItem, CitizenField | null>> = {
  number: 'number',
  name: 'name',
  birth: 'birth',
  sex: 'sex',
  nationality: 'nationalities',
  ethnicity: 'ethnicity',
  religion: 'religion',
  origin: 'origin',
  birthRegistration: 'birthRegistration',
  residence: 'permanent',
  oldNumber: 'oldNumbers',
  father: 'relatives',
  mother: 'relatives',
  spouse: 'relatives',
  features: null,
};

type Reader<From> = (from: From) => string | null;

/** How an item is read from the proved data of a chip, and from a record of the cache; null where it is not stated. */
type ItemReaders = { readonly chip: Reader<Holder>; readonly cache: Reader<Citizen> };

const nothing = () => null;
const stated = (text: string | null | undefined): string | null => {
  const tidy = tidyText(text ?? '').text;
  return tidy === '' ? null : tidy;
};
const relative = (kind: 'father' | 'mother' | 'spouse') => ({
  chip: (holder: Holder) => stated(holder[kind]?.value),
  cache: ({ relatives }: Citizen) => stated(relatives.find((each) => each.kind === kind)?.name),
});

const readers: Readonly<Record<DataItem, ItemReaders>> = {
  number: { chip: ({ number }) => stated(number?.value), cache: ({ number }) => number },
  name: {
    // The zone's name has lost its marks: only the Vietnamese part of a chip names somebody.
    chip: ({ name }) =>
      name === null || name.source === 'DG1' ? null : (stated(name.value)?.toLocaleUpperCase('vi') ?? null),
    cache: ({ name }) => stated(name),
  },
  birth: { chip: ({ birth }) => birth?.iso ?? null, cache: ({ birth }) => birth?.iso ?? null },
  sex: {
    chip: ({ sex }) => (sex === 'unspecified' ? null : sex),
    cache: ({ sex }) => (sex === 'unknown' ? null : sex),
  },
  nationality: {
    chip: ({ nationality }) => (nationality === null ? null : nationalityCode(nationality.value)),
    cache: ({ nationalities }) => stated(nationalities.join('; ')),
  },
  ethnicity: { chip: ({ ethnicity }) => stated(ethnicity?.value), cache: ({ ethnicity }) => stated(ethnicity?.name) },
  religion: { chip: ({ religion }) => stated(religion?.value), cache: ({ religion }) => stated(religion?.name) },
  origin: { chip: ({ origin }) => stated(origin?.value), cache: ({ origin }) => stated(origin?.text) },
  birthRegistration: { chip: nothing, cache: ({ birthRegistration }) => stated(birthRegistration?.text) },
  residence: {
    chip: ({ residence }) => stated(residence?.value),
    cache: (citizen) => stated(printedResidence(citizen)?.address.text),
  },
  oldNumber: {
    chip: ({ oldNumber }) => stated(oldNumber?.value),
    cache: ({ oldNumbers }) => stated(oldNumbers.join('; ')),
  },
  father: relative('father'),
  mother: relative('mother'),
  spouse: relative('spouse'),
  features: { chip: ({ features }) => stated(features?.value), cache: nothing },
};

/** An item as the chip states it, in the form the contract keeps values in; null where it does not. */
export function readFromChip(item: DataItem, holder: Holder): string | null {
  return readers[item].chip(holder);
}

/** An item as the cache states it. */
export function readFromCache(item: DataItem, citizen: Citizen): string | null {
  return readers[item].cache(citizen);
}
