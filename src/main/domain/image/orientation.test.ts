import { expect, it } from 'vitest';
import type { Pixels } from '#contract/pixels.ts';
import { orientedPixels } from './orientation.ts';

/** 1 2 3 over 4 5 6. */
const picture: Pixels = { width: 3, height: 2, channels: 1, bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) };

it.each([
  [1, '123/456'],
  [2, '321/654'],
  [3, '654/321'],
  [4, '456/123'],
  [5, '14/25/36'],
  [6, '41/52/63'],
  [7, '63/52/41'],
  [8, '36/25/14'],
])('orientation %i is made upright', (orientation, rows) => {
  const { width, bytes } = orientedPixels(picture, orientation);
  expect([...bytes].map((value, at) => (at > 0 && at % width === 0 ? `/${value}` : `${value}`)).join('')).toBe(rows);
});

it('keeps the channels of a pixel together', () => {
  const coloured: Pixels = { width: 2, height: 1, channels: 3, bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  expect([...orientedPixels(coloured, 6).bytes]).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...orientedPixels(coloured, 3).bytes]).toEqual([4, 5, 6, 1, 2, 3]);
});
