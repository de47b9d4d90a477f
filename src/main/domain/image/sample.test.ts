import { describe, expect, it } from 'vitest';
import type { Pixels } from '#contract/pixels.ts';
import { rectangleMap } from './affine.ts';
import { polygonMask } from './polygon.ts';
import { greyOf, picture, planes, sample } from './sample.ts';

const ramp = (width: number, height: number): Pixels => ({
  width,
  height,
  channels: 3,
  bytes: Uint8Array.from({ length: 3 * width * height }, (_, index) => (index * 7) % 256),
});
const whole = ({ width, height }: Pixels) => ({ x: 0, y: 0, width, height });

describe('sample', () => {
  it('gives a picture back at its own size', () => {
    const source = ramp(9, 5);
    const same = picture(sample(source, { width: 9, height: 5, toSource: rectangleMap(whole(source), 9, 5) }, 'edge'));
    expect(same).toEqual(source);
  });

  it('takes the mean of what it covers when it shrinks', () => {
    const source = ramp(8, 6);
    const { values } = sample(source, { width: 2, height: 2, toSource: rectangleMap(whole(source), 2, 2) }, 'edge');
    const square: Pixels = ramp(8, 8);
    const quarter = sample(square, { width: 2, height: 2, toSource: rectangleMap(whole(square), 2, 2) }, 'edge');
    let sum = 0;
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 4; column++) sum += square.bytes[3 * (8 * row + column)] ?? 0;
    expect(quarter.values[0]).toBeCloseTo(sum / 16, 4);
    expect(values).toHaveLength(12);
  });

  it('lies between neighbours when it grows', () => {
    const source: Pixels = { width: 2, height: 1, channels: 1, bytes: Uint8Array.of(0, 200) };
    const grown = sample(source, { width: 4, height: 1, toSource: rectangleMap(whole(source), 4, 1) }, 'edge');
    expect([...grown.values]).toEqual([0, 50, 150, 200]);
  });

  it('puts the asked value outside, or the edge', () => {
    const source: Pixels = { width: 1, height: 1, channels: 1, bytes: Uint8Array.of(90) };
    const toSource = rectangleMap({ x: -1, y: 0, width: 3, height: 1 }, 3, 1);
    expect([...sample(source, { width: 3, height: 1, toSource }, 7).values]).toEqual([7, 90, 7]);
    expect([...sample(source, { width: 3, height: 1, toSource }, 'edge').values]).toEqual([90, 90, 90]);
  });
});

describe('planes', () => {
  it('are red, green, blue one after the other, normalised each', () => {
    const source: Pixels = { width: 2, height: 1, channels: 3, bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    const samples = sample(source, { width: 2, height: 1, toSource: rectangleMap(whole(source), 2, 1) }, 'edge');
    expect([...planes(samples, { mean: [1, 2, 3], scale: [1, 0.5, 3] })]).toEqual([0, 3, 0, 6, 0, 1]);
  });

  it('are three like ones of a grey picture', () => {
    const source: Pixels = { width: 1, height: 1, channels: 1, bytes: Uint8Array.of(10) };
    const samples = sample(source, { width: 1, height: 1, toSource: rectangleMap(whole(source), 1, 1) }, 'edge');
    expect([...planes(samples, { mean: [0, 0, 0], scale: [1, 1, 1] })]).toEqual([10, 10, 10]);
    expect([...greyOf(samples)]).toEqual([10]);
  });
});

describe('polygonMask', () => {
  it('holds the pixels whose centre is inside', () => {
    const square = [
      { x: 1, y: 1 },
      { x: 3, y: 1 },
      { x: 3, y: 3 },
      { x: 1, y: 3 },
    ];
    expect([...polygonMask(square, 4, 4)]).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
  });

  it('is cut at the edge of the picture', () => {
    const large = [
      { x: -9, y: -9 },
      { x: 9, y: -9 },
      { x: 9, y: 9 },
      { x: -9, y: 9 },
    ];
    expect([...polygonMask(large, 2, 2)]).toEqual([1, 1, 1, 1]);
  });
});
