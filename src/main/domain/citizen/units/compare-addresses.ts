import { toneKey } from '../names/fold.ts';
import { type ResolvedAddress, resolveAddress } from './address.ts';
import type { Divisions } from './divisions.ts';

/** How two addresses stand to each other: their units, and what is said before them. */
export type AddressLikeness = {
  readonly units: 'same' | 'mapped' | 'split' | 'differ' | 'unclear';
  readonly detail: 'same' | 'less' | 'houseNumber' | 'differs';
};

/** An address to compare: its text, and the commune its record has for it, if any. */
export type ComparedAddress = { readonly text: string; readonly unit: string | null };

/**
 * Compares two addresses through the mapping of old to new communes, whichever names each is written with. `less`: one
 * side leaves parts out that the other has; `houseNumber`: they differ in digits only.
 */
export function compareAddresses(one: ComparedAddress, other: ComparedAddress, divisions: Divisions): AddressLikeness {
  const [a, b] = [resolveAddress(one.text, divisions), resolveAddress(other.text, divisions)];
  return {
    units: unitLikeness(placed(a, one.unit), placed(b, other.unit)),
    detail: detailLikeness(a.detail, b.detail),
  };
}

type Placed = { readonly units: readonly string[]; readonly old: boolean };

function placed(resolved: ResolvedAddress, unit: string | null): Placed {
  return {
    units: unit === null ? resolved.units : [unit],
    old: resolved.mapping !== 'current' && resolved.units.length > 0,
  };
}

function unitLikeness(a: Placed, b: Placed): AddressLikeness['units'] {
  if (a.units.length === 0 || b.units.length === 0) return 'unclear';
  if (!a.units.some((unit) => b.units.includes(unit))) return 'differ';
  if (a.units.length > 1 || b.units.length > 1) return 'split';
  return a.old || b.old ? 'mapped' : 'same';
}

const synonyms: readonly (readonly [RegExp, string])[] = [
  [/^(?:số nhà|nhà số|số)\s+/, ''],
  [/^(?:tổ dân phố|tdp|tổ)\s+/, 'tổ '],
  [/^(?:khu dân cư|kdc|khu phố|kp|khu)\s+/, 'khu '],
  [/^(?:đường|phố|đ)\s+/, ''],
];

function wordsOf(part: string): string {
  const lower = part.toLowerCase().replace(/\./g, ' ').replace(/\s+/g, ' ').trim();
  return toneKey(synonyms.reduce((text, [pattern, word]) => text.replace(pattern, word), lower)).replace(
    /^0+(?=\d)/,
    '',
  );
}

function detailLikeness(a: readonly string[], b: readonly string[]): AddressLikeness['detail'] {
  const [one, other] = [a.map(wordsOf), b.map(wordsOf)];
  const onlyOne = one.filter((part) => !other.includes(part));
  const onlyOther = other.filter((part) => !one.includes(part));
  if (onlyOne.length === 0 && onlyOther.length === 0) return 'same';
  if (onlyOne.length === 0 || onlyOther.length === 0) return 'less';
  const letters = (parts: readonly string[]) =>
    new Set(parts.map((part) => part.replace(/[\d/]+[a-z]?(?![\p{L}])/gu, '#')));
  const [shapes, others] = [letters(onlyOne), letters(onlyOther)];
  const sameShape = [...shapes].some((shape) => shape.includes('#') && others.has(shape));
  return sameShape ? 'houseNumber' : 'differs';
}
