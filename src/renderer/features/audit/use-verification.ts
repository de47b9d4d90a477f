import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditReport } from '#contract/audit.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';

export type Verification =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly report: AuditReport };

/** One check of the log at a time, which can be stopped. */
export function useVerification() {
  const { link } = useDeskParts();
  const acts = useActs();
  const [state, setState] = useState<Verification>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => {
    const deaf = link.on('audit.progressed', (progress) =>
      setState((now) => (now.kind === 'running' ? { kind: 'running', ...progress } : now)),
    );
    return () => {
      deaf();
      running.current?.abort();
    };
  }, [link]);

  const start = useCallback(async () => {
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: 'running', done: 0, total: 0 });
    try {
      const report = await link.call('audit.verify', undefined, { signal: controller.signal });
      setState({ kind: 'done', report });
    } catch (error) {
      setState({ kind: 'idle' });
      if (!controller.signal.aborted) acts.report(error);
    }
  }, [link, acts]);
  const stop = useCallback(() => running.current?.abort(), []);
  return { state, start: () => void start(), stop };
}
