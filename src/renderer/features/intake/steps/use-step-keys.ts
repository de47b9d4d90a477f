import { useEffect } from 'react';
import { useDeskParts } from '../../../state/desk-context.tsx';

type StepKeys = {
  readonly on: () => Promise<unknown>;
  readonly back: (() => Promise<unknown>) | null;
  /** Something in the step takes the keys itself. */
  readonly busy: boolean;
};

const takesEnter = 'button, a, input, textarea, select, [role="dialog"], [role="listbox"], [role="option"]';

/** Esc goes back a step; Enter goes on where nothing that takes Enter has the focus. */
export function useStepKeys({ on, back, busy }: StepKeys): void {
  const { window: store } = useDeskParts();
  useEffect(() => {
    if (busy) return;
    const onKey = (event: KeyboardEvent) => {
      const { dialog, proofWanted } = store.getState();
      if (event.repeat || event.isComposing || event.defaultPrevented || dialog !== null || proofWanted !== null)
        return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="listbox"] [data-highlighted]')) return;
      if (event.key === 'Escape' && back) {
        event.preventDefault();
        void back();
      } else if (event.key === 'Enter' && !(event.target instanceof Element && event.target.closest(takesEnter))) {
        event.preventDefault();
        void on();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [on, back, busy, store]);
}
