import { describe, expect, it } from 'vitest';
import { failure } from '#contract/failures.ts';
import { createFifoQueue } from './fifo-queue.ts';

const never = new AbortController().signal;
const patience = (signal = never, timeoutMs = 10_000) => ({ signal, timeoutMs, onTimeout: failure('card.mute') });

describe('createFifoQueue', () => {
  it('runs jobs one after another, in order', async () => {
    const queue = createFifoQueue();
    const events: string[] = [];
    const job = (name: string) => async () => {
      events.push(`${name} begins`);
      await Promise.resolve();
      events.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all([queue.run(job('a'), patience()), queue.run(job('b'), patience())]);
    expect(results).toEqual(['a', 'b']);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('never runs a job that was cancelled while it waited', async () => {
    const queue = createFifoQueue();
    const gate = Promise.withResolvers<void>();
    const stop = new AbortController();
    let ran = false;
    const first = queue.run(() => gate.promise, patience());
    const second = queue.run(async () => {
      ran = true;
    }, patience(stop.signal));
    stop.abort();
    await expect(second).rejects.toMatchObject({ failure: { code: 'read.cancelled' } });
    gate.resolve();
    await first;
    await queue.drained();
    expect(ran).toBe(false);
  });

  it('releases a caller at once when it cancels, but lets the next job wait for the real end', async () => {
    const queue = createFifoQueue();
    const gate = Promise.withResolvers<void>();
    const stop = new AbortController();
    const events: string[] = [];
    const begun = Promise.withResolvers<void>();
    const first = queue.run(async () => {
      begun.resolve();
      await gate.promise;
      events.push('first really ended');
    }, patience(stop.signal));
    const second = queue.run(async () => void events.push('second'), patience());
    await begun.promise;
    stop.abort();
    await expect(first).rejects.toMatchObject({ failure: { code: 'read.cancelled' } });
    expect(events).toEqual([]);
    gate.resolve();
    await second;
    expect(events).toEqual(['first really ended', 'second']);
  });

  it('gives up after its time with the failure it was given', async () => {
    const queue = createFifoQueue();
    const stuck = queue.run(() => new Promise(() => undefined), patience(never, 10));
    await expect(stuck).rejects.toMatchObject({ failure: { code: 'card.mute' } });
  });

  it('goes on after a job that failed', async () => {
    const queue = createFifoQueue();
    const failed = queue.run(() => Promise.reject(new Error('broken')), patience());
    await expect(failed).rejects.toThrow('broken');
    await expect(queue.run(async () => 'next', patience())).resolves.toBe('next');
  });

  it('refuses a job whose caller has left already', async () => {
    const stop = new AbortController();
    stop.abort();
    const refused = createFifoQueue().run(async () => 'never', patience(stop.signal));
    await expect(refused).rejects.toMatchObject({ failure: { code: 'read.cancelled' } });
  });
});
