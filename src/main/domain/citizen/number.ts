import type { Sex } from '#contract/citizen.ts';
import { numberCountries } from './number-countries.ts';
import { numberProvinces } from './number-provinces.ts';

/** The parts of a personal identification number: place of birth registration, sex, birth year, and a random rest. */
export type NumberParts = {
  readonly number: string;
  /** Three digits: a province of Circular 07/2016 or a country. */
  readonly place: string;
  readonly sex: 'male' | 'female';
  readonly birthYear: number;
};

/** The place of birth registration that a number names, or null for a code in neither list. */
export type NumberPlace =
  | { readonly kind: 'province'; readonly code: string; readonly name: string; readonly now: string }
  | { readonly kind: 'country'; readonly code: string; readonly name: string };

/** What a number is held against. Unknown facts are null and are not judged. */
export type NumberFacts = {
  /** ISO date, possibly a year alone. */
  readonly birth: string | null;
  readonly sex: Sex | null;
  /** Two-digit code of the present province of birth registration. */
  readonly province: string | null;
  /** ISO date the judgement is made for. */
  readonly on: string;
};

/** Why a number does not fit. A place is only ever a warning: numbers outlive provinces. */
export type NumberFinding =
  | { readonly kind: 'error'; readonly code: 'notTwelveDigits' | 'yearInFuture' | 'yearDiffers' | 'sexDiffers' }
  | { readonly kind: 'warning'; readonly code: 'placeUnknown' | 'placeDiffers' };

/** The digits of a number as typed or scanned: spaces, dots and hyphens between them are dropped. */
export function typedNumber(text: string): string {
  return text.replace(/[\s.\-\u00a0]/g, '');
}

/**
 * A number taken apart (Decree 137/2015, article 13: PPP G YY RRRRRR); null unless it is twelve digits. There is no check
 * digit. Centuries: 0/1 is 1900, 2/3 is 2000, up to 8/9 for 2300; even is male.
 */
export function parseCitizenNumber(text: string): NumberParts | null {
  if (!/^\d{12}$/.test(text)) return null;
  const digit = Number(text[3]);
  return {
    number: text,
    place: text.slice(0, 3),
    sex: digit % 2 === 0 ? 'male' : 'female',
    birthYear: (Math.floor(digit / 2) + 19) * 100 + Number(text.slice(4, 6)),
  };
}

/** The place behind the first three digits. Abolished provinces are found like any other. */
export function numberPlace(code: string): NumberPlace | null {
  const province = numberProvinces.get(code);
  if (province) return { kind: 'province', ...province };
  const name = numberCountries.get(code);
  return name === undefined ? null : { kind: 'country', code, name };
}

/** Everything about a number that does not fit its holder; empty when nothing does (domain rule DQ01). */
export function numberFindings(number: string, facts: NumberFacts): readonly NumberFinding[] {
  const parts = parseCitizenNumber(number);
  if (parts === null) return [{ kind: 'error', code: 'notTwelveDigits' }];
  const found: NumberFinding[] = [];
  if (parts.birthYear > Number(facts.on.slice(0, 4))) found.push({ kind: 'error', code: 'yearInFuture' });
  if (facts.birth !== null && Number(facts.birth.slice(0, 4)) !== parts.birthYear)
    found.push({ kind: 'error', code: 'yearDiffers' });
  if ((facts.sex === 'male' || facts.sex === 'female') && facts.sex !== parts.sex)
    found.push({ kind: 'error', code: 'sexDiffers' });
  return [...found, ...placeFindings(parts.place, facts.province)];
}

function placeFindings(code: string, province: string | null): readonly NumberFinding[] {
  const place = numberPlace(code);
  if (place === null) return [{ kind: 'warning', code: 'placeUnknown' }];
  const fits = province === null || (place.kind === 'province' && place.now === province);
  return fits ? [] : [{ kind: 'warning', code: 'placeDiffers' }];
}
