import { useCallback, useEffect, useState } from 'react';
import type { Approval, ListedOfficer } from '#contract/officers.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';

export type Roster = {
  /** Null until the first answer. */
  readonly officers: readonly ListedOfficer[] | null;
  readonly approvals: readonly Approval[];
  /** Asks again: to be called after every act. */
  readonly refresh: () => Promise<void>;
};

/** Waits and approvals run out by themselves: the lists are asked for again this often while they are looked at. */
const everyMs = 30_000;

export function useOfficers(): Roster {
  const { link } = useDeskParts();
  const acts = useActs();
  const [officers, setOfficers] = useState<readonly ListedOfficer[] | null>(null);
  const [approvals, setApprovals] = useState<readonly Approval[]>([]);
  const refresh = useCallback(async () => {
    try {
      const [listed, asked] = await Promise.all([link.call('officers.list'), link.call('approvals.list')]);
      setOfficers(listed);
      setApprovals(asked);
    } catch (error) {
      // Under a lock nothing is told; the lists are as old as the lock then.
      if (link.view.getState().desk?.session.state === 'signedIn') acts.report(error);
    }
  }, [link, acts]);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), everyMs);
    return () => clearInterval(timer);
  }, [refresh]);
  return { officers, approvals, refresh };
}
