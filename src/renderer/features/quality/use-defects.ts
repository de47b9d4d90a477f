import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import type { RuleId } from '#contract/quality.ts';
import type { DefectLine } from '#contract/quality-board.ts';
import { failureOf } from '../../state/failure-of.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { usePurpose } from '../../state/purpose.ts';

/** Lines fetched at a time. */
export const pageSize = 100;

export type Defects = {
  /** How many lines there are; as many as were counted until the end has been seen. */
  readonly count: number;
  readonly line: (index: number) => DefectLine | null;
  /** Asks for the page that has this line, once. */
  readonly want: (index: number) => void;
  readonly failure: Failure | null;
  readonly again: () => void;
};

type Pages = ReadonlyMap<number, readonly DefectLine[]>;

/**
 * The records that fail a rule in an area, a page at a time as they come into view. A record with two defects of the rule
 * has two lines, so `counted` is where the count begins, and the pages say where it ends.
 */
export function useDefects(asked: { readonly rule: RuleId; readonly area: string }, counted: number): Defects {
  const { rule, area } = asked;
  const call = useGuardedCall();
  const purpose = usePurpose();
  const [pages, setPages] = useState<Pages>(new Map());
  const [failure, setFailure] = useState<Failure | null>(null);
  const wanted = useRef(new Set<number>());

  const want = useCallback(
    (index: number) => {
      const page = Math.floor(index / pageSize);
      if (failure || wanted.current.has(page)) return;
      wanted.current.add(page);
      call('quality.findings', { rule, area, offset: page * pageSize, limit: pageSize, purpose }).then(
        (lines) => setPages((before) => new Map([...before, [page, lines]])),
        (error) => {
          wanted.current.delete(page);
          setFailure(failureOf(error));
        },
      );
    },
    [call, rule, area, purpose, failure],
  );
  const again = useCallback(() => setFailure(null), []);
  // A purpose that the host refused was changed: it is worth another try.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another purpose
  useEffect(again, [purpose]);

  const line = useCallback(
    (index: number) => pages.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null,
    [pages],
  );
  return { count: useMemo(() => countOf(pages, counted), [pages, counted]), line, want, failure, again };
}

/** The end where a page has been seen that is not full, else at least what is known. */
export function countOf(pages: Pages, counted: number): number {
  const ends = [...pages].filter(([, lines]) => lines.length < pageSize);
  if (ends.length > 0) return Math.min(...ends.map(([page, lines]) => page * pageSize + lines.length));
  const seen = Math.max(0, ...[...pages.keys()].map((page) => (page + 1) * pageSize));
  return Math.max(counted, seen === 0 ? 1 : seen + 1);
}
