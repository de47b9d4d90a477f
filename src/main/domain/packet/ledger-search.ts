import type { SequenceRange } from '#contract/upstream.ts';
import type { Digested } from '#ports/dossier-store.ts';

/** A range as both books have it: of the desk's what is acknowledged. */
export type ComparedRange = { readonly range: SequenceRange; readonly desk: Digested; readonly upstream: Digested };

/** How a search goes on: ranges to be asked about, and ranges to be read packet by packet. */
export type SearchStep = {
  readonly ask: readonly SequenceRange[];
  readonly list: readonly SequenceRange[];
};

/**
 * Into how many parts a range is cut that differs. A round trip costs a slow line more than the hundred bytes of a digest, so they
 * are not halved: 5,000 packets are two questions deep, a million four.
 */
const parts = 16;

/** A range with no more packets than this, on both sides together, is read packet by packet. */
const fewEnough = 64;

/** Where a search in the numbers 1–`highest` begins; nothing for 0. */
export function searchFrom(highest: number): SearchStep {
  const whole = { from: 1, to: highest };
  if (highest === 0) return { ask: [], list: [] };
  return highest <= fewEnough / 2 ? { ask: [], list: [whole] } : { ask: cut(whole), list: [] };
}

/**
 * What is to be done about ranges that were compared: nothing where both say the same. Where the upstream has nothing, its list is
 * empty however long the range is.
 */
export function searchOn(compared: readonly ComparedRange[]): SearchStep {
  const found = compared.filter(({ desk, upstream }) => desk.digest !== upstream.digest);
  const isSmall = ({ range, desk, upstream }: ComparedRange) =>
    upstream.count === 0 || desk.count + upstream.count <= fewEnough || range.to - range.from < fewEnough / 2;
  return {
    list: found.filter(isSmall).map(({ range }) => range),
    ask: found.filter((one) => !isSmall(one)).flatMap(({ range }) => cut(range)),
  };
}

/** Joins ranges that follow one another while they stay no longer than `most` numbers. */
export function joinRanges(ranges: readonly SequenceRange[], most: number): readonly SequenceRange[] {
  const joined: SequenceRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && last.to + 1 === range.from && range.to - last.from < most)
      joined[joined.length - 1] = { from: last.from, to: range.to };
    else joined.push(range);
  }
  return joined;
}

function cut({ from, to }: SequenceRange): readonly SequenceRange[] {
  const size = Math.max(1, Math.ceil((to - from + 1) / parts));
  const pieces: SequenceRange[] = [];
  for (let at = from; at <= to; at += size) pieces.push({ from: at, to: Math.min(to, at + size - 1) });
  return pieces;
}
