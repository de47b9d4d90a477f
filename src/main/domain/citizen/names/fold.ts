import { tidyText } from './name-text.ts';
import { iForY, plainLetters, toneLast } from './syllable.ts';

const apostrophes = /['’‘ʼʹ`´]/g;
const hyphens = /[-‐‑‒–—]/g;
const unspoken = /[^\p{L}\p{N}]+/gu;

/** Lower-case syllables; an apostrophe ends one and stays with it (H', K'). */
function syllables(text: string): readonly string[] {
  const lower = tidyText(text).text.toLowerCase();
  return lower
    .replace(apostrophes, "' ")
    .replace(hyphens, ' ')
    .split(' ')
    .filter((syllable) => syllable !== '');
}

/**
 * The key two spellings of one name share when they differ only in composition, case, spaces, the code of Đ, the kind of
 * apostrophe, or where the tone mark stands (HOÀ and HÒA). MỸ and MĨ have different keys. Not NFC: never shown.
 */
export function toneKey(name: string): string {
  return syllables(name).map(toneLast).join(' ');
}

/** As `toneKey`, with i and y taken as one after an onset: equal keys mean "may be the same", never "is the same". */
export function weakKey(name: string): string {
  return weakened(toneKey(name));
}

/** Text for searching: lower case, no marks, đ as d, apostrophes and punctuation as spaces. i and y stay apart. */
export function foldText(text: string): string {
  return plain(syllables(text));
}

/** As `foldText`, with i and y taken as one after an onset: the key of match level L3. */
export function foldedKey(name: string): string {
  return weakened(foldText(name));
}

/** The three keys of a name at once, for whoever stores all of them. */
export type NameKeys = { readonly toneKey: string; readonly weakKey: string; readonly foldedKey: string };

/** The keys of a name, each as the function of its name gives it. */
export function nameKeys(name: string): NameKeys {
  const parts = syllables(name);
  const tone = parts.map(toneLast).join(' ');
  return { toneKey: tone, weakKey: weakened(tone), foldedKey: weakened(plain(parts)) };
}

function plain(parts: readonly string[]): string {
  return parts.map(plainLetters).join(' ').replace(unspoken, ' ').trim();
}

function weakened(key: string): string {
  return key.includes('y') ? key.split(' ').map(iForY).join(' ') : key;
}
