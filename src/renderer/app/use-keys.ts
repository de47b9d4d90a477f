import { useEffect } from 'react';
import { useActs } from '../state/acts.ts';
import { useDeskParts } from '../state/desk-context.tsx';

/** Keys that work everywhere: F1, Ctrl+K, Escape while reading. None is a letter, so none steals typing. */
export function useKeys(): void {
  const acts = useActs();
  const { link, window: store } = useDeskParts();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat) return;
      const reading = link.view.getState().desk?.reading;
      if (event.key === 'F1') {
        event.preventDefault();
        void acts.newReading();
      } else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        acts.show('palette');
      } else if (event.key === 'Escape' && store.getState().dialog === null && reading?.phase === 'reading') {
        void acts.cancelReading();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [acts, link, store]);
}
