import { useEffect, useRef } from 'react';
import type { SyncResult, SyncState } from '#contract/sync.ts';
import type { Doing } from '../../state/use-doing.ts';
import { isStale } from './line-words.ts';

/** What the window sees follows an answer within this much. */
const settleMs = 3_000;

/** Puts away what a run came to once it is not how it is any more: nobody reads an old figure for a new one. */
export function useRunNote(doing: Doing<SyncResult>, sync: SyncState, forget: () => void): void {
  const agreed = useRef(false);
  const isOver = doing.is === 'done' || doing.is === 'failed';
  const stale = doing.is === 'done' ? isStale(doing.result, sync) : isOver && sync.sending !== null;
  useEffect(() => {
    if (!isOver || !stale) {
      agreed.current = isOver;
      return;
    }
    if (agreed.current) {
      forget();
      return;
    }
    // The answer may be there before the figures it is about.
    const timer = setTimeout(forget, settleMs);
    return () => clearTimeout(timer);
  }, [isOver, stale, forget]);
}
