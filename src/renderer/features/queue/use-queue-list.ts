import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import type { QueueItem, QueueList } from '#contract/sync.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { failureOf } from '../../state/failure-of.ts';

export const pageSize = 100;
/** A queue that drains changes with every dossier: it is asked anew this long after the last change. */
const settled = 500;

type Held = {
  readonly items: readonly QueueItem[];
  readonly next: string | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  /** What is shown is no longer how it is; it waits for the officer, who has scrolled into it. */
  readonly stale: boolean;
};
const fresh: Held = { items: [], next: null, loading: true, failure: null, stale: false };

export type QueueRows = Omit<Held, 'next'> & {
  /** The next page; while one is under way, or after the last, nothing. */
  readonly more: () => void;
  readonly again: () => void;
};

/** A dossier on the board: one revision of it. */
export function keyOf({ line }: QueueItem): string {
  return `${line.id}-${line.revision}`;
}

/**
 * A list of the board, a page at a time by its cursor. When `mark` changes the list has changed on the host: the first page is
 * asked anew by itself; further down nothing moves under the officer, and `stale` says so.
 */
export function useQueueList(list: QueueList, mark: string): QueueRows {
  const { link } = useDeskParts();
  const [held, setHeld] = useState<Held>(fresh);
  const round = useRef(0);
  const busy = useRef(false);
  const pages = useRef(0);

  const fetchFrom = useCallback(
    async (after: string | null) => {
      const mine = after === null ? ++round.current : round.current;
      busy.current = true;
      setHeld((now) => ({ ...now, loading: true, failure: null }));
      const answer = await link.call('queue.list', { list, after, limit: pageSize }).then(
        (page) => (now: Held) => joined(now, page, after === null),
        (error) => (now: Held) => ({ ...now, loading: false, failure: failureOf(error) }),
      );
      if (mine !== round.current) return;
      busy.current = false;
      pages.current = after === null ? 1 : pages.current + 1;
      setHeld(answer);
    },
    [link, list],
  );

  useEffect(() => {
    setHeld(fresh);
    void fetchFrom(null);
    return () => {
      // What is still on its way is of another list.
      round.current++;
    };
  }, [fetchFrom]);

  const seen = useRef(mark);
  useEffect(() => {
    if (seen.current === mark) return;
    seen.current = mark;
    const timer = setTimeout(() => {
      if (pages.current > 1) setHeld((now) => ({ ...now, stale: true }));
      else void fetchFrom(null);
    }, settled);
    return () => clearTimeout(timer);
  }, [mark, fetchFrom]);

  const more = useCallback(() => {
    if (!busy.current && held.next !== null && held.failure === null) void fetchFrom(held.next);
  }, [held, fetchFrom]);
  const again = useCallback(() => void fetchFrom(null), [fetchFrom]);
  const { items, loading, failure, stale } = held;
  return { items, loading, failure, stale, more, again };
}

type Page = { readonly items: readonly QueueItem[]; readonly next: string | null };

/** The rows with another page; one that moved between two questions stands there once. */
function joined(now: Held, page: Page, first: boolean): Held {
  const before = first ? [] : now.items;
  const known = new Set(before.map(keyOf));
  return {
    items: [...before, ...page.items.filter((item) => !known.has(keyOf(item)))],
    next: page.next,
    loading: false,
    failure: null,
    stale: first ? false : now.stale,
  };
}
