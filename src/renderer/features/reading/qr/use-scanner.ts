import { useEffect } from 'react';
import { useActs } from '../../../state/acts.ts';
import { useDeskParts } from '../../../state/desk-context.tsx';
import { createScannerEar } from './scanner-ear.ts';

/**
 * Takes the code of a card that a hand scanner types while no text field has the focus. Letters go where they would go anyway;
 * only what ends such a code is taken away, and spaces within it, which would press a button that has the focus.
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
      if (heard === 'within' && event.key === ' ') event.preventDefault();
      if (typeof heard === 'string') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.target instanceof HTMLInputElement) event.target.value = '';
      void acts.giveQr(heard.qr);
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
