import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, createBackoffs, nextWait } from './sync-backoff.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const { base, cap } = backoffMs;

describe('a wait', () => {
  it('is never shorter than the shortest, three times the last one at most, and never longer than the longest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * cap }), chance, (before, drawn) => {
        const wait = nextWait(before, () => drawn);
        expect(wait).toBeGreaterThanOrEqual(base);
        expect(wait).toBeLessThanOrEqual(Math.min(cap, Math.max(base, before) * 3));
      }),
    );
  });

  it('is as long as was asked for at least, and little longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: cap, max: 24 * 3_600_000 }), chance, (asked, drawn) => {
        const wait = nextWait(base, () => drawn, asked);
        expect(wait).toBeGreaterThanOrEqual(asked);
        expect(wait).toBeLessThanOrEqual(asked + base);
      }),
    );
  });

  it('scatters those who began together', () => {
    const waits = new Set(Array.from({ length: 100 }, (_, n) => nextWait(60_000, () => n / 100)));
    expect(waits.size).toBe(100);
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(150_000);
  });
});

describe('waits of many things', () => {
  it('grow each for itself, and begin anew once it went', () => {
    const backoffs = createBackoffs(() => 0.5);
    expect([0, 1, 2].map((tried) => backoffs.next('a', tried, null))).toEqual([4_000, 7_000, 11_500]);
    expect(backoffs.next('b', 0, null)).toBe(4_000);
    backoffs.forget('a');
    expect(backoffs.next('a', 0, null)).toBe(4_000);
  });

  it('go on after a restart where they may have been', () => {
    expect(createBackoffs(() => 0).next('a', 40, null)).toBe(base);
    expect(createBackoffs(() => 0.99).next('a', 40, null)).toBe(cap);
  });
});
