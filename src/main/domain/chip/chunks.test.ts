import { describe, expect, it } from 'vitest';
import { createChunks, fileBytesIn } from './chunks.ts';

describe('fileBytesIn', () => {
  it.each([
    [258, null, 256],
    [258, 16, 223],
    [258, 8, 231],
    [1024, 16, 991],
    [4096, 16, 4063],
    [20, 16, 1],
  ] as const)('%o bytes of response, blocks of %o: %o', (response, block, expected) => {
    expect(fileBytesIn(response, block)).toBe(expected);
  });

  it('fills a response as far as blocks allow and never more', () => {
    for (let response = 64; response < 5000; response++) {
      for (const block of [8, 16] as const) {
        const wrapped = (n: number) => {
          const value = 1 + (Math.floor(n / block) + 1) * block;
          return 1 + (value > 255 ? 3 : value > 127 ? 2 : 1) + value + 16;
        };
        const bytes = fileBytesIn(response, block);
        expect(wrapped(bytes)).toBeLessThanOrEqual(response);
        expect(wrapped(bytes + 2 * block)).toBeGreaterThan(response);
      }
    }
  });
});

describe('createChunks', () => {
  const ladder = (maxResponse: number | null, block: 8 | 16 | null) => {
    const chunks = createChunks();
    chunks.allow(maxResponse);
    const sizes = [chunks.size(block)];
    while (chunks.lower()) sizes.push(chunks.size(block));
    return sizes;
  };

  it('goes down from what reader and card carry', () => {
    expect(ladder(null, 16)).toEqual([223, 160, 96]);
    expect(ladder(null, 8)).toEqual([231, 160, 96]);
    expect(ladder(1024, 16)).toEqual([991, 223, 160, 96]);
    expect(ladder(65_538, 16)).toEqual([4063, 991, 223, 160, 96]);
    expect(ladder(700, 16)).toEqual([671, 223, 160, 96]);
  });

  it('keeps to what the card said, whatever step comes next', () => {
    const chunks = createChunks();
    chunks.allow(4096);
    expect([chunks.lower(500), chunks.size(16), chunks.isExtended()]).toEqual([true, 500, true]);
    expect([chunks.lower(100), chunks.size(16), chunks.isExtended()]).toEqual([true, 100, false]);
    expect([chunks.lower(100), chunks.size(16)]).toEqual([true, 100]);
    while (chunks.lower());
    expect(chunks.size(16)).toBe(96);
  });

  it('gives extended length up', () => {
    const chunks = createChunks();
    chunks.allow(4096);
    chunks.dropExtended();
    expect([chunks.size(16), chunks.isExtended()]).toEqual([223, false]);
    chunks.dropExtended();
    expect(chunks.size(16)).toBe(223);
  });
});
