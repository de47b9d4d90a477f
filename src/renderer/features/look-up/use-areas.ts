import { useEffect, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import type { Area } from '#contract/registry.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { failureOf } from '../../state/failure-of.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';

export type Areas = {
  /** Null while they are being counted. */
  readonly areas: readonly Area[] | null;
  readonly failure: Failure | null;
};

/** The communes of the cache, counted anew when its data are newer. */
export function useAreas(): Areas {
  const call = useGuardedCall();
  const asOf = useDesk((desk) => desk.registry.asOf);
  const [areas, setAreas] = useState<Areas>({ areas: null, failure: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: newer data are counted anew
  useEffect(() => {
    let gone = false;
    call('registry.areas').then(
      (found) => !gone && setAreas({ areas: found, failure: null }),
      (error: unknown) => !gone && setAreas({ areas: [], failure: failureOf(error) }),
    );
    return () => {
      gone = true;
    };
  }, [call, asOf]);
  return areas;
}
