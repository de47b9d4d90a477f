import { useEffect } from 'react';
import { useDeskParts } from '../../../state/desk-context.tsx';

/** Escape ends what goes on in the middle of the desk, unless a dialog stands over it. */
export function useEscape(end: () => unknown): void {
  const { window: store } = useDeskParts();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { dialog, proofWanted } = store.getState();
      if (event.key !== 'Escape' || event.isComposing || dialog !== null || proofWanted !== null) return;
      event.preventDefault();
      end();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [end, store]);
}
