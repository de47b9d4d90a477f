import { type Failure, FailureError, failure } from '#contract/failures.ts';

/** What a device has to do: whether it is at work, and how many jobs wait behind that one. */
export type DeviceLoad = { readonly working: boolean; readonly waiting: number };

/** One device's jobs, one after another in the order they were asked for. */
export type DeviceQueue = {
  /**
   * Runs a job when its turn has come. Cancelling, or the caller's own `signal`, takes a job that waits out of the queue at
   * once; one that runs is told by its signal, and the next begins only when it has really ended.
   * @throws FailureError `device.cancelled`, and whatever the job throws
   */
  run<T>(job: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Ends what runs and what waits, for this reason; resolves when the device is free. */
  cancel(why?: Failure): Promise<void>;
  load(): DeviceLoad;
};

type Waiting = { begin(): Promise<void>; leave(why: FailureError): void };
type Running = { readonly abort: (why: FailureError) => void; readonly ended: Promise<void> };

/** Makes an empty queue; `changed` is told of every change of its load. */
export function createDeviceQueue(changed: () => void): DeviceQueue {
  const waiting: Waiting[] = [];
  let running: Running | null = null;

  const next = () => {
    const first = running === null ? waiting.shift() : undefined;
    void first?.begin();
    changed();
  };
  const work = async <T>(job: (signal: AbortSignal) => Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
    const controller = new AbortController();
    const ended = Promise.withResolvers<void>();
    const abort = (why: FailureError) => controller.abort(why);
    running = { abort, ended: ended.promise };
    const stopHearing = onAbort(signal, () => abort(cancelled()));
    try {
      return await job(controller.signal);
    } catch (error) {
      throw controller.signal.aborted && isAbort(error) ? controller.signal.reason : error;
    } finally {
      stopHearing();
      running = null;
      ended.resolve();
      next();
    }
  };
  return {
    load: () => ({ working: running !== null, waiting: waiting.length }),
    run: (job, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(cancelled());
        const leave = (why: FailureError) => {
          stopHearing();
          waiting.splice(waiting.indexOf(mine), 1);
          changed();
          reject(why);
        };
        const begin = () => {
          stopHearing();
          return work(job, signal).then(resolve, reject);
        };
        const mine: Waiting = { begin, leave };
        const stopHearing = onAbort(signal, () => leave(cancelled()));
        waiting.push(mine);
        next();
      }),
    async cancel(why = failure('device.cancelled')) {
      for (const each of [...waiting]) each.leave(new FailureError(why));
      running?.abort(new FailureError(why));
      await running?.ended;
    },
  };
}

const cancelled = () => new FailureError(failure('device.cancelled'));

function onAbort(signal: AbortSignal | undefined, hear: () => void): () => void {
  signal?.addEventListener('abort', hear, { once: true });
  return () => signal?.removeEventListener('abort', hear);
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';
