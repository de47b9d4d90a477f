import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { failureOf } from '../../state/failure-of.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import type { LookUpView, SearchAnswer, Sought } from '../../state/look-up-view.ts';
import { usePurpose } from '../../state/purpose.ts';
import { type SearchShown, searchAsTyped } from './search-as-typed.ts';

/** How many are shown at most: who is not among them is found by typing on. */
const limit = 100;

export type Search = {
  readonly sought: Sought | null;
  readonly answer: SearchAnswer | null;
  readonly searching: boolean;
  readonly failure: Failure | null;
  readonly seek: (sought: Sought | null, atOnce?: boolean) => void;
};

type Shown = Omit<Search, 'seek'>;
const nothing: Shown = { sought: null, answer: null, searching: false, failure: null };

/** A search as it is typed, beginning with what was shown `before`. The field itself is never touched, and typing changes nothing here but what is asked. */
export function useSearch(before: LookUpView['answered']): Search {
  const call = useGuardedCall();
  const purpose = usePurpose();
  const purposeNow = useRef(purpose);
  purposeNow.current = purpose;
  const [shown, setShown] = useState<Shown>({ ...nothing, ...before });
  const search = useMemo(
    () =>
      searchAsTyped({
        ask: (sought) => call('registry.search', { ...sought, limit, purpose: purposeNow.current }),
        show: (news) => setShown((now) => withNews(now, news)),
      }),
    [call],
  );
  useEffect(() => search.stop, [search]);
  const seek = useCallback(
    (sought: Sought | null, atOnce = false) => {
      search.seek(sought, atOnce);
      if (sought === null) setShown(nothing);
    },
    [search],
  );
  return { ...shown, seek };
}

function withNews(now: Shown, news: SearchShown): Shown {
  switch (news.kind) {
    case 'searching':
      return now.searching ? now : { ...now, searching: true };
    case 'found':
      return { sought: news.sought, answer: news.answer, searching: false, failure: null };
    case 'failed':
      return { ...now, answer: null, searching: false, failure: failureOf(news.error) };
  }
}
