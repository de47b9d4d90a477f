import { foldedKey, foldText, toneKey, weakKey } from './fold.ts';
import { repairMojibake } from './mojibake.ts';

/** What a name query asks for: words in any order, the last one possibly unfinished, and keys to rank what is found. */
export type NameQuery = {
  /** Folded words (no marks, i for y after an onset): all must be in the name; the last may be the beginning of a word. */
  readonly words: readonly string[];
  readonly toneKey: string;
  readonly weakKey: string;
  readonly foldedKey: string;
  /** Whether the officer typed any mark: then names with the same marks come first. */
  readonly marked: boolean;
};

/** The words a name is indexed under: folded, i for y after an onset, in order, joined by spaces (fit for FTS5 as it is). */
export function searchTokens(name: string): string {
  return foldedKey(name);
}

/** Understands what was typed, or null where nothing searchable is in it or it is broken beyond repair. A zone's `<` are spaces. */
export function nameQuery(typed: string): NameQuery | null {
  const read = repairMojibake(typed.replace(/</g, ' '));
  if (read.kind === 'refused') return null;
  const words = foldedKey(read.text)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  const tone = toneKey(read.text);
  return {
    words,
    toneKey: tone,
    weakKey: weakKey(read.text),
    foldedKey: words.join(' '),
    marked: tone !== foldText(read.text),
  };
}

/**
 * How well a name answers a query, smaller is better: 0 same spelling, 1 same but for i/y, 2 same without marks, 3 begins
 * with it, 4 has all its words, 5 has them with the last one unfinished; null when it does not answer.
 */
export function nameRank(query: NameQuery, name: string): number | null {
  if (toneKey(name) === query.toneKey) return 0;
  if (weakKey(name) === query.weakKey) return 1;
  const folded = foldedKey(name);
  if (folded === query.foldedKey) return 2;
  if (folded.startsWith(query.foldedKey)) return 3;
  const words = folded.split(' ');
  if (hasWords(query.words, words, false)) return 4;
  return hasWords(query.words, words, true) ? 5 : null;
}

function hasWords(wanted: readonly string[], words: readonly string[], unfinished: boolean): boolean {
  const left = [...words];
  return wanted.every((word, index) => {
    const last = unfinished && index === wanted.length - 1;
    const at = left.findIndex((each) => each === word || (last && each.startsWith(word)));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
