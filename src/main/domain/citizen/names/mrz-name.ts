import { foldText } from './fold.ts';

const WIDTH = 30;

/**
 * The name field of a Vietnamese TD1 zone: no diacritics, Đ as D, apostrophes dropped, the first word alone before the
 * double filler, cut at 30 characters (ICAO 9303-3 §4.6; the cards' own practice for the first word).
 */
export function mrzNameOf(name: string): string {
  const [first = '', ...rest] = mrzWords(name);
  return `${first}<<${rest.join('<')}`.padEnd(WIDTH, '<').slice(0, WIDTH);
}

function mrzWords(name: string): readonly string[] {
  const words = foldText(name)
    .toUpperCase()
    .replace(/[^A-Z ]/g, '')
    .split(' ');
  return words.filter((word) => word !== '');
}

/**
 * How the name field of a zone stands to a full name: `whole` says all its words and no more, `prefix` as much of them as
 * the field holds, `no` neither. The zone never proves a name equal: marks are gone and which word is the surname is
 * unknown for Ê-đê, Hmông and other names.
 */
export function mrzNameFit(field: string, name: string): 'whole' | 'prefix' | 'no' {
  const zone = field.replace(/<+/g, ' ').trim();
  const full = mrzWords(name).join(' ');
  if (zone === '' || full === '') return 'no';
  if (zone === full) return 'whole';
  // A last filler leaves room, so what would have followed was left out on purpose.
  return !field.endsWith('<') && full.startsWith(zone) ? 'prefix' : 'no';
}

/** The zone's name as a key: what `foldText` of the record begins with. A truncated name may end within a word. */
export function mrzPrefixKey(field: string): string {
  return field.replace(/<+/g, ' ').trim().toLowerCase();
}
