import { useCallback, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { failureOf } from './failure-of.ts';

/** An act that takes a while: under way, done with what it came to, or failed. */
export type Doing<T> =
  | { readonly is: 'idle' }
  | { readonly is: 'running' }
  | { readonly is: 'done'; readonly result: T }
  | { readonly is: 'failed'; readonly failure: Failure };

/** Does one thing at a time: asked again while it is under way, nothing happens. */
export function useDoing<T>(): {
  readonly doing: Doing<T>;
  readonly run: (act: () => Promise<T>) => Promise<void>;
  readonly forget: () => void;
} {
  const [doing, setDoing] = useState<Doing<T>>({ is: 'idle' });
  const busy = doing.is === 'running';
  const run = useCallback(
    async (act: () => Promise<T>) => {
      if (busy) return;
      setDoing({ is: 'running' });
      try {
        setDoing({ is: 'done', result: await act() });
      } catch (error) {
        setDoing({ is: 'failed', failure: failureOf(error) });
      }
    },
    [busy],
  );
  const forget = useCallback(() => setDoing({ is: 'idle' }), []);
  return { doing, run, forget };
}
