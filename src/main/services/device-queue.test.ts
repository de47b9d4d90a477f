import { describe, expect, it, vi } from 'vitest';
import { failure } from '#contract/failures.ts';
import { createDeviceQueue } from './device-queue.ts';

const cancelled = { failure: { code: 'device.cancelled' } };

/** A job that the test ends, and that ends itself when it is told to stop. */
function job() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const started = vi.fn();
  const run = (signal: AbortSignal) => {
    started();
    signal.addEventListener('abort', () => reject(new DOMException('stop', 'AbortError')));
    return promise;
  };
  return { run, started, end: resolve, fail: reject };
}

describe('the queue of a device', () => {
  it('runs one job after the other, in order, and says how much waits', async () => {
    const loads: unknown[] = [];
    const queue = createDeviceQueue(() => loads.push(queue.load()));
    const [first, second] = [job(), job()];
    const done = [queue.run(first.run), queue.run(second.run)];
    expect(queue.load()).toEqual({ working: true, waiting: 1 });
    expect(second.started).not.toHaveBeenCalled();
    first.end('one');
    second.end('two');
    expect(await Promise.all(done)).toEqual(['one', 'two']);
    expect(loads.at(-1)).toEqual({ working: false, waiting: 0 });
  });

  it('goes on after a job that failed, and hands its failure to whoever asked', async () => {
    const queue = createDeviceQueue(() => undefined);
    const [first, second] = [job(), job()];
    const bad = queue.run(first.run);
    const good = queue.run(second.run);
    first.fail(new RangeError('bug'));
    second.end('two');
    await expect(bad).rejects.toThrow(RangeError);
    expect(await good).toBe('two');
  });

  it('takes a job that waits out at once when its caller gives up', async () => {
    const queue = createDeviceQueue(() => undefined);
    const [first, second] = [job(), job()];
    const gaveUp = new AbortController();
    const one = queue.run(first.run);
    const two = queue.run(second.run, gaveUp.signal);
    gaveUp.abort();
    await expect(two).rejects.toMatchObject(cancelled);
    expect(queue.load()).toEqual({ working: true, waiting: 0 });
    first.end('one');
    expect(await one).toBe('one');
    expect(second.started).not.toHaveBeenCalled();
    await expect(queue.run(second.run, gaveUp.signal)).rejects.toMatchObject(cancelled);
  });

  it('tells the running job to stop, waits until it has, and only then begins the next', async () => {
    const queue = createDeviceQueue(() => undefined);
    const cleaned = Promise.withResolvers<void>();
    const slow = async (signal: AbortSignal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await cleaned.promise;
      throw signal.reason;
    };
    const gaveUp = new AbortController();
    const one = queue.run(slow, gaveUp.signal);
    const second = job();
    const two = queue.run(second.run);
    gaveUp.abort();
    await Promise.resolve();
    expect(second.started).not.toHaveBeenCalled();
    cleaned.resolve();
    await expect(one).rejects.toMatchObject(cancelled);
    second.end('two');
    expect(await two).toBe('two');
  });

  it('ends everything when it is cancelled, for the reason given', async () => {
    const queue = createDeviceQueue(() => undefined);
    const [first, second] = [job(), job()];
    const both = [queue.run(first.run), queue.run(second.run)];
    const gone = expect(Promise.any(both)).rejects.toMatchObject({
      errors: [{ failure: { code: 'device.gone' } }, { failure: { code: 'device.gone' } }],
    });
    await queue.cancel(failure('device.gone'));
    await gone;
    expect(queue.load()).toEqual({ working: false, waiting: 0 });
    const third = job();
    third.end('three');
    expect(await queue.run(third.run)).toBe('three');
  });

  it('keeps the result of a job that was done before it could stop', async () => {
    const queue = createDeviceQueue(() => undefined);
    const { promise, resolve } = Promise.withResolvers<string>();
    const done = queue.run(() => promise);
    const over = queue.cancel();
    resolve('written');
    await over;
    expect(await done).toBe('written');
  });
});
