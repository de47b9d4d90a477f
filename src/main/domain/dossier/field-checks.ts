import type { FieldCheck } from '#contract/dossier-kind.ts';
import { readDocumentDate } from '#domain/text/document-date.ts';
import { tidyText } from '../citizen/names/name-text.ts';
import { parseCitizenNumber, typedNumber } from '../citizen/number.ts';

/** Longest value of a form: an address with everything in it is half as long. */
const longest = 500;

const checks: Readonly<Record<FieldCheck, (text: string) => string | null>> = {
  text: (text) => text,
  name: (text) => (/\d/.test(text) ? null : text.toLocaleUpperCase('vi')),
  number: (text) => parseCitizenNumber(typedNumber(text))?.number ?? null,
  date: dateOf,
  sex: (text) => (text === 'male' || text === 'female' ? text : null),
  phone: phoneOf,
  email: (text) => (/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) ? text : null),
};

/**
 * A value as it is kept, or null if it is none: composed letters, no needless spaces, dates ISO, names in capitals, numbers
 * and phones as digits alone.
 */
export function checkedValue(value: string, check: FieldCheck): string | null {
  // An invisible character between a letter and its mark keeps them from being composed until it is gone.
  const text = tidyText(tidyText(value).text).text;
  if (text === '' || text.length > longest) return null;
  const checked = checks[check](text);
  if (checked === null) return null;
  const kept = tidyText(checked).text;
  // What would be another value the next time it is looked at is none.
  return checks[check](kept) === kept ? kept : null;
}

/** dd/mm/yyyy as forms have it, or ISO; a year alone is a birth date too. */
function dateOf(text: string): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return readDocumentDate(iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : text).iso;
}

/** Ten digits from 0 on; +84 is its national form. One digit ten times over is something entered to have something there. */
function phoneOf(text: string): string | null {
  const digits = typedNumber(text).replace(/^\+84/, '0');
  return /^0\d{9}$/.test(digits) && !/^0(\d)\1{8}$/.test(digits) ? digits : null;
}
