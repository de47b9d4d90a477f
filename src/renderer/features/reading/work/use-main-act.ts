import { useEffect } from 'react';

/** Enter pressed this soon after the act appeared was meant for what was there before. */
const settleMs = 700;

/** Runs `act` on Enter while nothing that takes Enter itself has the focus. A held or second Enter does nothing. */
export function useMainAct(act: (() => Promise<unknown>) | null, since: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `since` starts the settling time anew
  useEffect(() => {
    if (!act) return;
    const shownAt = performance.now();
    let spent = false;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.repeat || event.isComposing || event.defaultPrevented || spent) return;
      const takesEnter = 'button, a, input, textarea, select, [role="dialog"], [role="listbox"]';
      if (event.target instanceof Element && event.target.closest(takesEnter)) return;
      if (performance.now() - shownAt < settleMs) return;
      spent = true;
      void act().finally(() => {
        spent = false;
      });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [act, since]);
}
