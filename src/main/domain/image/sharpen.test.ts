import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pixels } from '#contract/pixels.ts';
import { boxMean, greyPixels, sharpened } from './sharpen.ts';

const grey = (width: number, bytes: readonly number[]): Pixels => ({
  ...{ width, height: bytes.length / width, channels: 1, bytes: Uint8Array.from(bytes) },
});

describe('boxMean', () => {
  it('is the mean of the square, the edge going on outside', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (bytes, radius) => {
        const mean = boxMean(grey(4, [...bytes]), radius);
        const inside = (value: number, most: number) => Math.min(most, Math.max(0, value));
        for (let y = 0; y < 3; y++)
          for (let x = 0; x < 4; x++) {
            let sum = 0;
            for (let dy = -radius; dy <= radius; dy++)
              for (let dx = -radius; dx <= radius; dx++) sum += bytes[inside(y + dy, 2) * 4 + inside(x + dx, 3)] ?? 0;
            expect(mean.bytes[y * 4 + x]).toBe(Math.floor(sum * (1 / (2 * radius + 1) ** 2) + 0.5));
          }
      }),
      { numRuns: 30 },
    );
  });
});

describe('sharpened', () => {
  it('leaves an even picture, and makes a step steeper within black and white', () => {
    expect([...sharpened(grey(3, [90, 90, 90]), 2, 3).bytes]).toEqual([90, 90, 90]);
    const step = sharpened(grey(8, [60, 60, 60, 60, 200, 200, 200, 200]), 2, 3).bytes;
    expect([step[3], step[4]]).toEqual([0, 255]);
  });
});

describe('greyPixels', () => {
  it('weighs the colours, black and white staying what they are', () => {
    const colours = {
      width: 3,
      height: 1,
      channels: 3,
      bytes: Uint8Array.of(0, 0, 0, 255, 255, 255, 0, 255, 0),
    } as const;
    expect([...greyPixels(colours).bytes]).toEqual([0, 255, 149]);
    expect(greyPixels(grey(1, [7])).bytes[0]).toBe(7);
  });
});
