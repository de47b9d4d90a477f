import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createThrottle } from './throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createThrottle', () => {
  it('passes the first value at once, the latest after each interval, and no value twice', () => {
    const passed: number[] = [];
    const throttle = createThrottle<number>(50, (value) => passed.push(value));
    for (let value = 0; value < 10; value++) throttle.offer(value);
    expect(passed).toEqual([0]);
    vi.advanceTimersByTime(50);
    expect(passed).toEqual([0, 9]);
    vi.advanceTimersByTime(500);
    expect(passed).toEqual([0, 9]);
    throttle.offer(10);
    expect(passed).toEqual([0, 9, 10]);
  });

  it('passes at most twenty values in a second', () => {
    let passed = 0;
    const throttle = createThrottle<number>(50, () => passed++);
    for (let ms = 0; ms < 1000; ms++) {
      throttle.offer(ms);
      vi.advanceTimersByTime(1);
    }
    expect(passed).toBeLessThanOrEqual(21);
    expect(passed).toBeGreaterThan(15);
  });

  it('gives the last value up at once when it is flushed', () => {
    const passed: string[] = [];
    const throttle = createThrottle<string>(50, (value) => passed.push(value));
    throttle.offer('first');
    throttle.offer('last');
    throttle.flush();
    expect(passed).toEqual(['first', 'last']);
    throttle.flush();
    expect(passed).toHaveLength(2);
  });
});
