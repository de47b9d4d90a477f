import { type Failure, FailureError, failure } from '#contract/failures.ts';

/** How long a job's caller waits, and what cancels it. */
export type Patience = { readonly signal: AbortSignal; readonly timeoutMs: number; readonly onTimeout: Failure };

/** One device's jobs, one after another in the order they were asked for. */
export type FifoQueue = {
  /**
   * Runs `job` when its turn has come. The caller is released at once by an abort, and at the latest after `timeoutMs`;
   * the queue itself goes on only when the job has really ended, because PC/SC cannot take a call back.
   * @throws FailureError `read.cancelled`, or `onTimeout`
   */
  run<T>(job: () => Promise<T>, patience: Patience): Promise<T>;
  /** Resolves when every job asked for so far has really ended. */
  drained(): Promise<void>;
};

/** Makes an empty queue. */
export function createFifoQueue(): FifoQueue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    drained: async () => void (await tail),
    run: (job, { signal, timeoutMs, onTimeout }) =>
      new Promise((resolve, reject) => {
        let left = false;
        const leave = (error: unknown) => {
          left = true;
          clearTimeout(timer);
          signal.removeEventListener('abort', cancel);
          reject(error);
        };
        const cancel = () => leave(new FailureError(failure('read.cancelled')));
        const timer = setTimeout(() => leave(new FailureError(onTimeout)), timeoutMs);
        if (signal.aborted) return cancel();
        signal.addEventListener('abort', cancel, { once: true });
        tail = tail.then(async () => {
          try {
            if (!left) resolve(await job());
          } catch (error) {
            reject(error);
          } finally {
            clearTimeout(timer);
            signal.removeEventListener('abort', cancel);
          }
        });
      }),
  };
}
