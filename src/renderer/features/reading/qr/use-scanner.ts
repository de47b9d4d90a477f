import { useEffect } from 'react';
import { useActs } from '../../../state/acts.ts';
import { useDeskParts } from '../../../state/desk-context.tsx';
import { createScannerEar } from './scanner-ear.ts';

/**
 * Takes the code that a hand scanner types while no text field has the focus. In a field that lets a scanner speak letters go
 * where they would go anyway; elsewhere they mean no act of the desk, and what ends a code or a line of it is taken away.
 */
export function useScanner(): void {
  const acts = useActs();
  const { window: store } = useDeskParts();
  useEffect(() => {
    const ear = createScannerEar();
    const onKey = (event: KeyboardEvent) => {
      const { dialog, proofWanted } = store.getState();
      if (event.repeat || dialog !== null || proofWanted !== null || isTyping(event)) return ear.forget();
      const heard = ear.hear({ key: event.key, at: event.timeStamp });
      const inField = event.target instanceof HTMLInputElement;
      if (heard === 'within' && (!inField || event.key === ' ' || event.key === 'Enter')) event.preventDefault();
      if (heard === 'within' && event.key === 'Enter') event.stopImmediatePropagation();
      if (typeof heard === 'string') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.target instanceof HTMLInputElement) event.target.value = '';
      void acts.giveQr(heard.code);
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, [acts, store]);
}

const textFields = 'input, textarea, select, [contenteditable="true"], [role="dialog"] *';

/** Somebody types, or presses keys for something else. The field of the six digits lets a scanner speak: `data-scanner`. */
function isTyping(event: KeyboardEvent): boolean {
  const shortcut = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  if (shortcut) return true;
  return event.target instanceof Element && event.target.matches(`:is(${textFields}):not([data-scanner])`);
}
