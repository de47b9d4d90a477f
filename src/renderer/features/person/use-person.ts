import { useEffect, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import type { PersonView } from '#contract/registry.ts';
import { failureOf } from '../../state/failure-of.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { usePurpose } from '../../state/purpose.ts';

export type PersonShown =
  | { readonly state: 'loading' }
  | { readonly state: 'gone' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'there'; readonly person: PersonView };

/** A person of the cache, fetched once for the purpose that stood when they were opened. */
export function usePerson(id: number): PersonShown {
  const call = useGuardedCall();
  const [purpose] = useState(usePurpose());
  const [shown, setShown] = useState<PersonShown>({ state: 'loading' });
  useEffect(() => {
    let left = false;
    call('registry.person', { id, purpose }).then(
      (person) => !left && setShown(person === null ? { state: 'gone' } : { state: 'there', person }),
      (error: unknown) => !left && setShown({ state: 'failed', failure: failureOf(error) }),
    );
    return () => {
      left = true;
    };
  }, [call, id, purpose]);
  return shown;
}
