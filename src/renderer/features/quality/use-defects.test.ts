import { describe, expect, it } from 'vitest';
import { sampleDefect } from './testing/sample-board.ts';
import { countOf, pageSize } from './use-defects.ts';

const page = (length: number) => Array.from({ length }, (_, index) => sampleDefect(index));

describe('the count of a list that comes by pages', () => {
  it('is what was counted until a page says otherwise', () => {
    expect(countOf(new Map(), 1500)).toBe(1500);
    expect(countOf(new Map([[0, page(pageSize)]]), 1500)).toBe(1500);
  });

  it('grows by one line while pages are full, so that the next is asked for', () => {
    expect(countOf(new Map([[0, page(pageSize)]]), 40)).toBe(pageSize + 1);
    expect(countOf(new Map(), 0)).toBe(1);
  });

  it('ends where a page does', () => {
    expect(
      countOf(
        new Map([
          [0, page(pageSize)],
          [1, page(7)],
        ]),
        1500,
      ),
    ).toBe(pageSize + 7);
    expect(countOf(new Map([[0, []]]), 3)).toBe(0);
  });
});
