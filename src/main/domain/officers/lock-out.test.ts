import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptsLeft, failed, noAttempts, waitAfter, waitLeft } from './lock-out.ts';

const minute = 60_000;
const wrong = (failures: number, lastAt = 1_000_000) => ({ failures, lastAt });

describe('wrong secrets', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 15],
    [6, 15],
    [7, 30],
    [8, 60],
    [1000, 60],
  ])('%i in a row make the next one wait %i minutes', (failures, minutes) => {
    expect(waitAfter(failures)).toBe(minutes * minute);
  });

  it('are counted, and say how many tries are left', () => {
    let attempts = noAttempts;
    const left: number[] = [];
    for (let n = 0; n < 5; n++) {
      left.push(attemptsLeft(attempts, n));
      attempts = failed(attempts, n);
    }
    expect(left).toEqual([5, 4, 3, 2, 1]);
    expect(attemptsLeft(attempts, 5)).toBe(0);
    expect(attemptsLeft(attempts, 5 + 15 * minute)).toBe(1);
  });

  it('wait less as time goes on', () => {
    expect(waitLeft(wrong(5), 1_000_000 + 10 * minute)).toBe(5 * minute);
    expect(waitLeft(wrong(5), 1_000_000 + 15 * minute)).toBe(0);
  });

  it('never wait for ever, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 2 ** 45 }),
        fc.integer({ min: 0, max: 2 ** 45 }),
        (failures, lastAt, now) => {
          const wait = waitLeft({ failures, lastAt }, now);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(60 * minute);
        },
      ),
    );
  });

  it('do not wait less because the clock was set back', () => {
    expect(waitLeft(wrong(5), 0)).toBe(15 * minute);
  });
});
