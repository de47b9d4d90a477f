import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Affine, applyAffine, fitSimilarity, invertAffine, scaleOf } from './affine.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const similarity = fc
  .record({ scale: number(0.05, 20), angle: number(-3, 3), x: number(-500, 500), y: number(-500, 500) })
  .map(({ scale, angle, x, y }): Affine => {
    const [a, d] = [scale * Math.cos(angle), scale * Math.sin(angle)];
    return { a, b: -d, c: x, d, e: a, f: y };
  });
const five = [
  { x: 38, y: 51 }, { x: 73, y: 51 }, { x: 56, y: 71 }, { x: 41, y: 92 }, { x: 70, y: 92 },
]; // biome-ignore format: a list

describe('fitSimilarity', () => {
  it('finds the turn, scale and shift that was done', () => {
    fc.assert(
      fc.property(similarity, (map) => {
        const found = fitSimilarity(
          five,
          five.map((point) => applyAffine(map, point)),
        );
        for (const point of five) {
          const [is, should] = [applyAffine(found, point), applyAffine(map, point)];
          expect(is.x).toBeCloseTo(should.x, 6);
          expect(is.y).toBeCloseTo(should.y, 6);
        }
        expect(scaleOf(found)).toBeCloseTo(scaleOf(map), 6);
      }),
      { numRuns: 50 },
    );
  });

  it('has no smaller sum of squares near it, where no similarity fits', () => {
    const bent = five.map(({ x, y }, index) => ({ x: x + (index === 2 ? 9 : 0), y: y - (index === 4 ? 6 : 0) }));
    const cost = (map: Affine) =>
      five.reduce((sum, point, index) => {
        const { x, y } = applyAffine(map, point);
        return sum + (x - (bent[index]?.x ?? 0)) ** 2 + (y - (bent[index]?.y ?? 0)) ** 2;
      }, 0);
    const best = fitSimilarity(five, bent);
    for (const step of [-0.01, 0.01]) {
      expect(cost({ ...best, c: best.c + step })).toBeGreaterThan(cost(best));
      expect(cost({ ...best, a: best.a + step, e: best.e + step })).toBeGreaterThan(cost(best));
      expect(cost({ ...best, b: best.b - step, d: best.d + step })).toBeGreaterThan(cost(best));
    }
  });

  it.each([
    ['one pair', [five[0]], [five[0]]],
    ['unlike many', five, five.slice(1)],
    [
      'one place',
      [
        { x: 1, y: 1 },
        { x: 1, y: 1 },
      ],
      five.slice(0, 2),
    ],
  ])('refuses %s', (_name, from, to) => {
    expect(() => fitSimilarity(from as never, to as never)).toThrow(RangeError);
  });
});

describe('invertAffine', () => {
  it('leads back', () => {
    fc.assert(
      fc.property(similarity, (map) => {
        const there = applyAffine(map, { x: 12, y: -7 });
        const back = applyAffine(invertAffine(map), there);
        expect(back.x).toBeCloseTo(12, 6);
        expect(back.y).toBeCloseTo(-7, 6);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a map onto a line', () => {
    expect(() => invertAffine({ a: 1, b: 2, c: 0, d: 2, e: 4, f: 0 })).toThrow(RangeError);
  });
});
