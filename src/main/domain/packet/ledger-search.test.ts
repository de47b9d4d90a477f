import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SequenceRange } from '#contract/upstream.ts';
import { joinRanges, searchFrom, searchOn } from './ledger-search.ts';

const numbersOf = (ranges: readonly SequenceRange[]) =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
const upTo = (highest: number) => Array.from({ length: highest }, (_, at) => at + 1);

/** Searches two sets of numbers; gives what is to be read, and how many ranges were asked. */
function search(highest: number, desk: ReadonlySet<number>, upstream: ReadonlySet<number>) {
  const digested = (book: ReadonlySet<number>, range: SequenceRange) => {
    const found = numbersOf([range]).filter((number) => book.has(number));
    return { count: found.length, digest: found.join() };
  };
  let { ask, list } = searchFrom(highest);
  let asked = 0;
  while (ask.length > 0) {
    asked += ask.length;
    const next = searchOn(
      ask.map((range) => ({ range, desk: digested(desk, range), upstream: digested(upstream, range) })),
    );
    list = [...list, ...next.list];
    ask = next.ask;
  }
  return { list, asked };
}

describe('the search for what differs', () => {
  it('covers all numbers once where it begins', () => {
    for (const highest of [0, 1, 15, 16, 17, 32, 33, 100, 5000])
      expect(numbersOf([...searchFrom(highest).ask, ...searchFrom(highest).list])).toEqual(upTo(highest));
  });

  it('reads every number that differs, each once', () => {
    const book = (highest: number) => fc.uniqueArray(fc.integer({ min: 1, max: highest }), { maxLength: highest });
    const books = fc
      .integer({ min: 1, max: 600 })
      .chain((highest) => fc.tuple(fc.constant(highest), book(highest), book(highest)));
    fc.assert(
      fc.property(books, ([highest, ours, theirs]) => {
        const [desk, upstream] = [new Set(ours), new Set(theirs)];
        const read = numbersOf(search(highest, desk, upstream).list);
        expect(new Set(read).size).toBe(read.length);
        const differing = upTo(highest).filter((number) => desk.has(number) !== upstream.has(number));
        expect(differing.filter((number) => !read.includes(number))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('of one among many grows with the logarithm', () => {
    const asked = [500, 5_000, 50_000].map((highest) => {
      const all = new Set(upTo(highest));
      const without = new Set(upTo(highest).filter((number) => number !== Math.floor(highest / 3)));
      return search(highest, all, without).asked;
    });
    expect(asked).toEqual([16, 32, 48]);
  });

  it('ends whatever an upstream counts', () => {
    const huge = { count: Number.MAX_SAFE_INTEGER, digest: 'x' };
    let { ask } = searchFrom(1_000);
    for (let round = 0; round < 3; round++)
      ask = searchOn(ask.map((range) => ({ range, desk: { count: 0, digest: '' }, upstream: huge }))).ask;
    expect(ask).toEqual([]);
  });
});

describe('joinRanges', () => {
  it('joins neighbours up to a length, and nothing else', () => {
    const ranges = [
      { from: 7, to: 9 },
      { from: 1, to: 3 },
      { from: 4, to: 6 },
      { from: 20, to: 400 },
      { from: 401, to: 402 },
    ];
    expect(joinRanges(ranges, 9)).toEqual([
      { from: 1, to: 9 },
      { from: 20, to: 400 },
      { from: 401, to: 402 },
    ]);
    expect(joinRanges(ranges, 6)).toEqual([
      { from: 1, to: 6 },
      { from: 7, to: 9 },
      { from: 20, to: 400 },
      { from: 401, to: 402 },
    ]);
  });
});
