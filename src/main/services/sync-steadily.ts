import { FailureError } from '#contract/failures.ts';
import type { Chance } from './sync-backoff.ts';

/** Calls something after so many ms; the answer calls it off. */
export type After = (ms: number, run: () => void) => () => void;

export type Steadying = { readonly after: After; readonly chance: Chance; readonly signal: AbortSignal };

const tries = 3;
const pauseMs = 150;

/**
 * Does again what a connection that was cut kept from its answer: a few times at once, and as often as it got further. Only for what
 * may be done twice. What else goes wrong is thrown as it comes.
 */
export async function steadily<T>(parts: Steadying, work: (moved: () => void) => Promise<T>): Promise<T> {
  for (let failed = 0; ; ) {
    let hasMoved = false;
    try {
      return await work(() => {
        hasMoved = true;
      });
    } catch (error) {
      parts.signal.throwIfAborted();
      if (!isCut(error)) throw error;
      failed = hasMoved ? 1 : failed + 1;
      if (failed >= tries) throw error;
      await pause(parts, pauseMs * failed * (0.5 + parts.chance()));
    }
  }
}

const isCut = (error: unknown) => error instanceof FailureError && error.failure.code === 'upstream.unreachable';

/** Waits so many ms, or rejects with the reason of the signal. */
export function pause({ after, signal }: Pick<Steadying, 'after' | 'signal'>, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = after(ms, () => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
    const leave = () => {
      stop();
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
  });
}
