import { describe, expect, it } from 'vitest';
import { addSample, paceOf, type Sample } from './pace.ts';

const run = (...steps: readonly (readonly [number, number])[]) =>
  steps.reduce<readonly Sample[]>((samples, [at, done]) => addSample(samples, { at, done }), []);

describe('a pace', () => {
  it('is not said before there is enough to say it', () => {
    expect(paceOf([], 100)).toBeNull();
    expect(paceOf(run([0, 0], [1000, 10]), 100)).toBeNull();
    expect(paceOf(run([0, 0], [5000, 0]), 100)).toBeNull();
  });

  it('is what was done of late, and says how long the rest takes', () => {
    expect(paceOf(run([0, 0], [2000, 20]), 100)).toEqual({ perSecond: 10, leftMs: 8000 });
    expect(paceOf(run([0, 0], [2000, 2000], [18_000, 2010], [20_000, 2012]), 2112)).toMatchObject({ perSecond: 1 });
  });

  it('begins anew when what it follows does', () => {
    expect(run([0, 50], [1000, 60], [2000, 0])).toEqual([{ at: 2000, done: 0 }]);
  });

  it('never promises less than nothing', () => {
    expect(paceOf(run([0, 0], [2000, 120]), 100)?.leftMs).toBe(0);
  });
});
