import { describe, expect, it } from 'vitest';
import { upstreamClock } from './upstream-clock.ts';

const start = Date.parse('2026-11-22T08:00:00Z');

function clocks() {
  const hands = { wall: start, monotonic: 5000 };
  return {
    now: () => hands.wall,
    monotonic: () => hands.monotonic,
    pass(ms: number) {
      hands.wall += ms;
      hands.monotonic += ms;
    },
    set(ms: number) {
      hands.wall += ms;
    },
  };
}
const dateOf = (ms: number): string => new Date(ms).toUTCString();

describe('the upstream’s clock', () => {
  it('is known by what it answers, to a second, whatever a single answer says', () => {
    const hands = clocks();
    const clock = upstreamClock(hands);
    expect([clock.skewMs(), clock.time()]).toEqual([null, start]);
    const ahead = 7 * 60_000;
    for (let n = 0; n < 9; n++) {
      const asked = hands.monotonic();
      hands.pass(137);
      clock.learn(n === 4 ? dateOf(0) : dateOf(hands.now() + ahead), asked);
    }
    expect(Math.abs((clock.skewMs() ?? 0) - ahead)).toBeLessThan(1000);
    expect(Math.abs(clock.time() - hands.now() - ahead)).toBeLessThan(1000);
  });

  it('is not learnt from an answer that was late or has no time', () => {
    const hands = clocks();
    const clock = upstreamClock(hands);
    const asked = hands.monotonic();
    clock.learn(null, asked);
    clock.learn('yesterday', asked);
    hands.pass(60_000);
    clock.learn(dateOf(0), asked);
    expect(clock.skewMs()).toBe(null);
  });

  it('is learnt anew when this machine’s was set, or slept', () => {
    const hands = clocks();
    const clock = upstreamClock(hands);
    clock.learn(dateOf(start + 3600_000), hands.monotonic());
    expect(clock.skewMs()).toBeGreaterThan(3_590_000);
    hands.set(3600_000);
    expect(clock.skewMs()).toBe(null);
    clock.learn(dateOf(hands.now()), hands.monotonic());
    expect(Math.abs(clock.skewMs() ?? 9999)).toBeLessThan(1000);
    hands.pass(86_400_000);
    expect(clock.skewMs()).not.toBe(null);
  });

  it('is what it says itself', () => {
    const hands = clocks();
    const clock = upstreamClock(hands);
    clock.learn(dateOf(start), hands.monotonic());
    clock.set(start - 420_000);
    expect([clock.skewMs(), clock.time()]).toEqual([-420_000, start - 420_000]);
  });
});
