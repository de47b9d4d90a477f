import type { Address } from '#contract/citizen.ts';
import type { Dictionary, Interner } from './dictionary.ts';

/** The addresses of a record, by the beginning of their two columns. */
export const addressFields = {
  permanent: 'permanent',
  origin: 'origin',
  birthRegistration: 'registration',
  birthPlace: 'birth',
  temporary: 'temporary',
  current: 'current',
} as const;
export type AddressField = keyof typeof addressFields;
type Column = (typeof addressFields)[AddressField];
export type AddressColumns = { readonly [C in Column as `${C}_place`]: number | null } & {
  readonly [C in Column as `${C}_detail`]: string | null;
};

/** How many parts at the end of an address name units: two today, three before 1/7/2025. */
const unitParts = { current: 2, mapped: 3, ambiguous: 3, unmapped: 2 } as const;

/** Cuts an address between house or street and the end that others share; both together are the text again. */
export function splitAddress({ text, mapping }: Pick<Address, 'text' | 'mapping'>): {
  readonly detail: string;
  readonly end: string;
} {
  let at = text.length;
  for (let parts: number = unitParts[mapping]; parts > 0 && at > 0; parts--) at = text.lastIndexOf(',', at - 1);
  return at < 0 ? { detail: '', end: text } : { detail: text.slice(0, at), end: text.slice(at) };
}

/** The two columns of an address. */
export function packAddress(
  address: Address | null,
  interner: Interner,
): { readonly detail: string | null; readonly place: number | null } {
  if (address === null) return { detail: null, place: null };
  const { detail, end } = splitAddress(address);
  return { detail: detail === '' ? null : detail, place: interner.placeId({ ...address, text: end }) };
}

/** The address back, letter for letter. */
export function unpackAddress(columns: AddressColumns, field: AddressField, dictionary: Dictionary): Address | null {
  const column = addressFields[field];
  const id = columns[`${column}_place`];
  if (id === null) return null;
  const place = dictionary.place(id);
  const detail = columns[`${column}_detail`];
  return detail === null ? place : { ...place, text: detail + place.text };
}
