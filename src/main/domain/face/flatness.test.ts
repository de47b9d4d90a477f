import { describe, expect, it } from 'vitest';
import { flatTo, solidFrom, turnBetween } from './flatness.ts';
import { headMarks, photoMarks } from './testing/landmark-views.ts';

describe('turnBetween', () => {
  it.each([20, 25, 30, 38, -20, -25, -30, -38])('finds a head turned by %i° solid', (yaw) => {
    expect(turnBetween(headMarks(0), headMarks(yaw)).solidity).toBeGreaterThan(solidFrom);
  });

  it.each([
    [20, 0], [30, 0], [45, 0], [60, 0], [30, 0.5], [45, 1], [-30, 0], [-50, 0.8],
  ])('finds a photograph turned by %i° and bent by %d cm flat', (yaw, bend) => {
    const { solidity, narrowing } = turnBetween(photoMarks(0), photoMarks(yaw, { bend }));
    expect(solidity).toBeLessThan(flatTo);
    expect(narrowing).toBeGreaterThan(0.3);
  }); // biome-ignore format: a table

  it('finds nothing moved when the same face is elsewhere, smaller and aslant', () => {
    const first = headMarks(0);
    const moved: number[] = [];
    for (let i = 0; i < first.length; i += 2) {
      const [x, y] = [first[i] ?? 0, first[i + 1] ?? 0];
      moved.push(40 + 0.6 * (x * Math.cos(0.3) - y * Math.sin(0.3)), 0.6 * (x * Math.sin(0.3) + y * Math.cos(0.3)) - 9);
    }
    const { residual, narrowing } = turnBetween(first, moved);
    expect(residual).toBeLessThan(1e-9);
    expect(narrowing).toBeLessThan(1e-4);
  });

  it('bears landmarks that tremble by a pixel', () => {
    const tremble = (places: number[]) => places.map((place, i) => place + Math.sin(i * 12.9898) * 1);
    expect(turnBetween(headMarks(0), tremble(headMarks(25))).solidity).toBeGreaterThan(solidFrom);
    expect(turnBetween(photoMarks(0), tremble(photoMarks(40))).solidity).toBeLessThan(flatTo);
  });

  it.each([
    ['too few', [1, 2, 3]],
    ['all in one place', new Array<number>(136).fill(5)],
    ['on one line', Array.from({ length: 136 }, (_, i) => i)],
    ['no numbers', new Array<number>(136).fill(Number.NaN)],
  ])('refuses landmarks that are %s', (_name, places) => {
    expect(() => turnBetween(places, headMarks(20))).toThrow(RangeError);
  });
});
