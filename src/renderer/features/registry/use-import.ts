import { useCallback, useRef, useState } from 'react';
import type { ImportFormat } from '#contract/registry.ts';
import { useActs } from '../../state/acts.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';

/** What became of the last import this window asked for. */
export type ImportOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'done'; readonly run: number };

/** Imports a file and stops it. Progress is in the desk's state; a file that was stopped goes on when it is given again. */
export function useImport() {
  const call = useGuardedCall();
  const acts = useActs();
  const [outcome, setOutcome] = useState<ImportOutcome>({ kind: 'none' });
  const stopping = useRef(false);

  const start = useCallback(
    async (path: string, format: ImportFormat | null) => {
      stopping.current = false;
      setOutcome({ kind: 'asked' });
      try {
        const run = await call('registry.import', { path, format });
        setOutcome(run.endedAt === null ? { kind: 'stopped' } : { kind: 'done', run: run.id });
        acts.dismissNotice();
      } catch (error) {
        setOutcome(stopping.current ? { kind: 'stopped' } : { kind: 'none' });
        if (!stopping.current) acts.report(error);
      }
    },
    [call, acts],
  );
  const stop = useCallback(() => {
    stopping.current = true;
    void call('registry.stopImport').catch(acts.report);
  }, [call, acts]);
  return { outcome, start, stop };
}
