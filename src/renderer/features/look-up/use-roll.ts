import { useEffect, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import type { PersonLine } from '#contract/registry.ts';
import { failureOf } from '../../state/failure-of.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { usePurpose } from '../../state/purpose.ts';
import { type RollPages, rollPages } from './roll-pages.ts';

export type Roll = {
  readonly line: (index: number) => PersonLine | null;
  readonly see: (first: number, last: number) => void;
  readonly failure: Failure | null;
  readonly again: () => void;
};

/** The people of one commune, page by page. */
export function useRoll(area: string | null): Roll {
  const call = useGuardedCall();
  const purpose = usePurpose();
  const purposeNow = useRef(purpose);
  purposeNow.current = purpose;
  const [, redraw] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const view = useRef({ first: 0, last: 0 });
  const pages = useRef<RollPages>(noPages);
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` begins anew after a failure
  useEffect(() => {
    setFailure(null);
    pages.current = rollPages({
      load: (offset, limit) => call('registry.roll', { area, offset, limit, purpose: purposeNow.current }),
      changed: () => redraw((count) => count + 1),
      failed: (error) => setFailure(failureOf(error)),
    });
    pages.current.see(view.current.first, view.current.last);
    return () => pages.current.stop();
  }, [call, area, turn]);

  const [see] = useState(() => (first: number, last: number) => {
    view.current = { first, last };
    pages.current.see(first, last);
  });
  return {
    line: (index) => pages.current.line(index),
    see,
    failure,
    again: () => setTurn((now) => now + 1),
  };
}

const noPages: RollPages = { line: () => null, see: () => {}, stop: () => {} };
