import { describe, expect, it } from 'vitest';
import { bandOf, compareFaces, faceThresholds } from './bands.ts';
import { descriptorBytes, descriptorFrom, unitLength } from './descriptor.ts';

/** A descriptor that lies `angle` radians from the first axis. */
const at = (angle: number) => {
  const values = new Float32Array(512);
  values[0] = Math.cos(angle);
  values[1] = Math.sin(angle);
  return values;
};

describe('compareFaces', () => {
  it('says the cosine and its band', () => {
    expect(compareFaces(at(0), at(0), faceThresholds)).toMatchObject({ score: 1, band: 'match' });
    expect(compareFaces(at(0), at(Math.acos(0.4)), faceThresholds)).toMatchObject({ band: 'officer' });
    expect(compareFaces(at(0), at(Math.PI), faceThresholds)).toMatchObject({ score: -1, band: 'noMatch' });
    expect(compareFaces(at(0), at(1), faceThresholds).thresholds).toEqual(faceThresholds);
  });

  it.each([
    [0.5, 'match'],
    [0.4999, 'officer'],
    [0.35, 'officer'],
    [0.3499, 'noMatch'],
    [-1, 'noMatch'],
  ] as const)('%f is %s', (score, band) => {
    expect(bandOf(score, faceThresholds)).toBe(band);
  });

  it.each([
    ['a longer one', new Float32Array(513).fill(0)],
    ['zeros', new Float32Array(512)],
    ['not a number', new Float32Array(512).fill(Number.NaN)],
    ['one that is not of length one', new Float32Array(512).fill(1)],
  ])('refuses %s', (_name, other) => {
    expect(() => compareFaces(at(0), other, faceThresholds)).toThrow(RangeError);
  });
});

describe('a descriptor', () => {
  it('crosses as 2,048 bytes, little endian', () => {
    const values = unitLength(Float32Array.from({ length: 512 }, (_, index) => Math.sin(index)));
    const bytes = descriptorBytes(values);
    expect(bytes).toHaveLength(2048);
    const back = descriptorFrom(bytes);
    expect(compareFaces(values, back, faceThresholds).score).toBeCloseTo(1, 5);
    expect(descriptorBytes(at(0)).subarray(0, 4)).toEqual(Uint8Array.of(0, 0, 0x80, 0x3f));
  });

  it.each([[0], [2047], [2049]])('is nothing of %i bytes', (length) => {
    expect(() => descriptorFrom(new Uint8Array(length))).toThrow(RangeError);
  });

  it('has a direction: zeros and infinities are none', () => {
    expect(() => descriptorFrom(new Uint8Array(2048))).toThrow(RangeError);
    expect(() => unitLength(new Float32Array(512).fill(Number.POSITIVE_INFINITY))).toThrow(RangeError);
  });
});
