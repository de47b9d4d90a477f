import { tidyText } from './name-text.ts';
import { letterParts, toneMarks } from './syllable.ts';

// Letters in the order of the alphabet (CLDR vi), foreign ones at their Latin place; shapes are letters of their own.
const order = [
  ...[' ', '_', '-', ',', ';', ':', '!', '?', '.', "'", '"', '(', ')', '/', '&'],
  ...'0123456789',
  ...['a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'ô', 'ơ', 'p'],
  ...['q', 'r', 's', 't', 'u', 'ư', 'v', 'w', 'x', 'y', 'z'],
];
const primary: ReadonlyMap<string, number> = new Map(order.map((char, index) => [char, index + 2]));
const UNLISTED = 0xf0;
const END = 0x00;
/** The marks that make another letter: breve, circumflex, horn. Every other mark is secondary. */
const shape = /[\u0302\u0306\u031b]/;

/** A letter as weights of the three levels; most letters have one of each. */
type Weights = { readonly first: readonly number[]; readonly second: readonly number[]; readonly third: number };

const SMALL = 1;
const CAPITAL = 2;
const known: ReadonlyMap<string, Weights> = new Map(
  [...letterParts].flatMap(([letter, { base, tone }]): (readonly [string, Weights])[] => {
    const weights = { first: weightsOf(base), second: toneWeights(tone) };
    return [
      [letter, { ...weights, third: SMALL }],
      [letter.toUpperCase(), { ...weights, third: CAPITAL }],
    ];
  }),
);

/**
 * Bytes that sort texts the Vietnamese way when compared as unsigned bytes (`memcmp`, a BLOB column in SQLite): alphabet
 * first, then tone marks in the order huyền, hỏi, ngã, sắc, nặng, then small before capital. The order is that of
 * `Intl.Collator('vi')` for Vietnamese text, and the same on every machine.
 */
export function sortKey(text: string): Uint8Array {
  const [first, second, third]: [number[], number[], number[]] = [[], [], []];
  for (const weights of weightsOfText(tidyText(text).text)) {
    first.push(...weights.first);
    second.push(...weights.second);
    third.push(weights.third);
  }
  return Uint8Array.from([...first, END, ...trimmed(second), END, ...trimmed(third)]);
}

/** Compares two sort keys: negative, zero or positive. */
export function compareSortKeys(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) {
    const difference = (one[i] ?? 0) - (other[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function* weightsOfText(text: string): Iterable<Weights> {
  // Marks that stand alone belong to the letter before them: then, and only then, letters have to be found by cluster.
  const clusters = /\p{M}/u.test(text) ? (text.match(/\P{M}\p{M}*/gu) ?? []) : text;
  for (const cluster of clusters) yield known.get(cluster) ?? weigh(cluster);
}

function weigh(cluster: string): Weights {
  const lower = cluster.toLowerCase().normalize('NFD');
  const shapes = [...lower].filter((char) => shape.test(char)).join('');
  const marks = [...lower].slice(1).filter((char) => /\p{M}/u.test(char) && !shape.test(char));
  const base = `${lower.match(/^\P{M}*/u)?.[0] ?? ''}${shapes}`.normalize('NFC');
  const capital = cluster.toLowerCase() !== cluster;
  return { first: weightsOf(base), second: toneWeights(marks.join('')), third: capital ? CAPITAL : SMALL };
}

function weightsOf(base: string): readonly number[] {
  const weight = primary.get(base);
  return weight === undefined ? [UNLISTED, ...new TextEncoder().encode(base)] : [weight];
}

function toneWeights(marks: string): readonly number[] {
  if (marks === '') return [1];
  return [...marks].map((mark) => {
    const at = toneMarks.indexOf(mark);
    return at < 0 ? toneMarks.length + 2 : at + 2;
  });
}

/** Without the neutral weights at the end: most names need no third level at all. */
function trimmed(weights: readonly number[]): readonly number[] {
  const last = weights.findLastIndex((weight) => weight !== 1);
  return weights.slice(0, last + 1);
}
