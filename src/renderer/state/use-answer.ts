import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { failureOf } from './failure-of.ts';

/** What a question to the host has come to; while it is asked again the last answer stays. */
export type Answer<T> = {
  readonly value: T | null;
  readonly failure: Failure | null;
  readonly asking: boolean;
  readonly again: () => void;
};

type Held<T> = { readonly value: T | null; readonly failure: Failure | null; readonly asking: boolean };

/**
 * Asks the host once, and again whenever `ask` is another function. An answer that was overtaken by a later question is
 * left out. `ask` null: not to be asked (nobody may, nothing chosen).
 */
export function useAnswer<T>(ask: (() => Promise<T>) | null): Answer<T> {
  const [held, setHeld] = useState<Held<T>>({ value: null, failure: null, asking: ask !== null });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks again
  useEffect(() => {
    if (ask === null) return setHeld({ value: null, failure: null, asking: false });
    let current = true;
    setHeld((before) => ({ ...before, asking: true }));
    ask().then(
      (value) => current && setHeld({ value, failure: null, asking: false }),
      (error) => current && setHeld((before) => ({ ...before, failure: failureOf(error), asking: false })),
    );
    return () => {
      current = false;
    };
  }, [ask, round]);
  const again = useCallback(() => setRound((last) => last + 1), []);
  return { ...held, again };
}
