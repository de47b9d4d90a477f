import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditQuery, AuditRecord } from '#contract/audit.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';

export type Filter = Omit<AuditQuery, 'before' | 'limit'>;

export const noFilter: Filter = {
  officer: null,
  action: null,
  level: null,
  mark: null,
  purpose: null,
  from: null,
  to: null,
};

const pageSize = 200;

export type Records = {
  readonly records: readonly AuditRecord[];
  /** Nothing older fits. */
  readonly whole: boolean;
  readonly loading: boolean;
  /** Fetches older ones; while that is under way, nothing. */
  readonly more: () => void;
};

type Held = Omit<Records, 'more'>;
const empty: Held = { records: [], whole: false, loading: true };

/** The records that fit a filter, newest first, fetched a page at a time. `null`: the officer may not see them. */
export function useRecords(filter: Filter | null): Records {
  const { link } = useDeskParts();
  const acts = useActs();
  const [held, setHeld] = useState<Held>(empty);
  // Answers to an earlier filter are too late.
  const wanted = useRef<Filter | null>(null);
  const fetching = useRef(false);

  const fetchPage = useCallback(
    async (asked: Filter, before: readonly AuditRecord[]) => {
      fetching.current = true;
      setHeld((now) => ({ ...now, loading: true }));
      try {
        const last = before.at(-1)?.sequence ?? null;
        const page = await link.call('audit.page', { ...asked, before: last, limit: pageSize });
        if (wanted.current === asked)
          setHeld({ records: [...before, ...page], whole: page.length < pageSize, loading: false });
      } catch (error) {
        if (wanted.current === asked) setHeld((now) => ({ ...now, whole: true, loading: false }));
        acts.report(error);
      } finally {
        if (wanted.current === asked) fetching.current = false;
      }
    },
    [link, acts],
  );

  useEffect(() => {
    wanted.current = filter;
    if (filter === null) return;
    setHeld(empty);
    void fetchPage(filter, []);
  }, [filter, fetchPage]);

  const more = useCallback(() => {
    if (filter !== null && !fetching.current && !held.whole) void fetchPage(filter, held.records);
  }, [filter, held, fetchPage]);
  return { ...held, more };
}
