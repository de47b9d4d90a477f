import { useCallback, useEffect, useState } from 'react';
import { failure } from '#contract/failures.ts';
import type { ImportProgress, ImportResult } from '#contract/trust.ts';
import { failureOf, useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';

const mostFiles = 50;

export type ImportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly importId: string; readonly progress: ImportProgress | null }
  | { readonly kind: 'tooMany' }
  | { readonly kind: 'done'; readonly result: ImportResult };

/** One import at a time: files are read here, judged by the host, their progress followed by the import's id. */
export function useImport() {
  const { link } = useDeskParts();
  const acts = useActs();
  const call = useGuardedCall();
  const [state, setState] = useState<ImportState>({ kind: 'idle' });

  useEffect(
    () =>
      link.onImportProgress((progress) =>
        setState((now) => (now.kind === 'running' && now.importId === progress.importId ? { ...now, progress } : now)),
      ),
    [link],
  );

  const start = useCallback(
    async (files: readonly File[]) => {
      if (files.length === 0) return;
      if (files.length > mostFiles) return setState({ kind: 'tooMany' });
      const importId = crypto.randomUUID();
      setState({ kind: 'running', importId, progress: null });
      try {
        const result = await call('trust.import', { importId, files: await Promise.all(files.map(contentOf)) });
        setState({ kind: 'done', result });
      } catch (error) {
        setState({ kind: 'idle' });
        acts.report(error instanceof DOMException ? failure('file.unreadable') : failureOf(error));
      }
    },
    [call, acts],
  );
  const reset = useCallback(() => setState({ kind: 'idle' }), []);
  return { state, start, reset };
}

async function contentOf(file: File): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  return { name: file.name.normalize('NFC').slice(-255), bytes: new Uint8Array(await file.arrayBuffer()) };
}
