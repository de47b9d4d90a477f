import { describe, expect, it } from 'vitest';
import { uploadRate } from './upload-rate.ts';

const never = new AbortController().signal;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Time that passes when it is told to. */
function handClock() {
  let now = 0;
  let waiting: readonly { readonly at: number; readonly work: () => void }[] = [];
  return {
    monotonic: () => now,
    after: (ms: number, work: () => void) => {
      const one = { at: now + ms, work };
      waiting = [...waiting, one];
      return () => {
        waiting = waiting.filter((other) => other !== one);
      };
    },
    waits: () => waiting.length,
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        await settled();
        const next = waiting.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting = waiting.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.work();
      }
      now = end;
    },
  };
}

describe('the rate of uploads', () => {
  it('is shared by all that upload at once, and even', async () => {
    const clock = handClock();
    const rate = uploadRate(clock);
    rate.limit(100_000);
    const sent = [0, 0, 0];
    const ended = new AbortController();
    const upload = async (which: number): Promise<void> => {
      for (;;) {
        await rate.take(rate.slice(), ended.signal);
        sent[which] = (sent[which] ?? 0) + rate.slice();
      }
    };
    const uploads = sent.map((_none, which) => upload(which).catch(() => undefined));
    for (let second = 1; second <= 10; second++) {
      await clock.pass(1000);
      const all = sent.reduce((sum, one) => sum + one, 0);
      expect(all).toBeGreaterThan(second * 70_000);
      expect(all).toBeLessThanOrEqual(second * 100_000 + rate.slice());
    }
    expect(Math.max(...sent) - Math.min(...sent)).toBeLessThanOrEqual(rate.slice());
    ended.abort();
    await Promise.all(uploads);
    expect(clock.waits()).toBe(0);
  });

  it('is saved up by nobody: after a pause it is the same', async () => {
    const clock = handClock();
    const rate = uploadRate(clock);
    rate.limit(10_000);
    await clock.pass(3600_000);
    let got = 0;
    for (let n = 0; n < 20; n++) void rate.take(2500, never).then(() => (got += 2500));
    await clock.pass(1000);
    expect(got).toBeLessThanOrEqual(12_500);
  });

  it('holds nobody up without a limit, and those who wait go on when it is lifted', async () => {
    const clock = handClock();
    const rate = uploadRate(clock);
    await rate.take(10_000_000, never);
    expect(rate.request()).toBe(Number.POSITIVE_INFINITY);
    rate.limit(1024);
    expect(rate.request()).toBe(32 * 1024);
    rate.limit(10_000);
    expect(rate.request()).toBe(200_000);
    const waiting = rate.take(500_000, never);
    await clock.pass(1);
    rate.limit(null);
    await waiting;
    expect(clock.waits()).toBe(0);
  });

  it('lets go who does not want to wait, and serves the next', async () => {
    const clock = handClock();
    const rate = uploadRate(clock);
    rate.limit(1000);
    const giving = new AbortController();
    const first = expect(rate.take(250, giving.signal)).rejects.toThrow('enough');
    let isServed = false;
    void rate.take(250, never).then(() => (isServed = true));
    giving.abort(new Error('enough'));
    await first;
    await clock.pass(260);
    expect(isServed).toBe(true);
    await expect(rate.take(1, giving.signal)).rejects.toThrow('enough');
  });
});
