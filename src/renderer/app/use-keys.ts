import { useEffect } from 'react';
import { type Acts, useActs } from '../state/acts.ts';
import { useDeskParts } from '../state/desk-context.tsx';

/** Function keys and what they do; none is a letter, so none steals typing. */
const functionKeys: Readonly<Record<string, (acts: Acts) => unknown>> = {
  F1: (acts) => acts.newReading(),
  F2: (acts) => acts.startIntake(),
  F4: (acts) => acts.go('lookUp'),
  F5: (acts) => acts.go('queue'),
  F6: (acts) => acts.go('shift'),
  F7: (acts) => acts.go('quality'),
  F12: (acts) => acts.lock(),
};

/** Keys that work everywhere at an open desk: the function keys, Ctrl+K, Escape while reading. */
export function useKeys(): void {
  const acts = useActs();
  const { link, window: store } = useDeskParts();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const desk = link.view.getState().desk;
      if (event.isComposing || event.repeat || desk?.session.state !== 'signedIn') return;
      if (store.getState().proofWanted && event.key !== 'F12') return;
      const act = functionKeys[event.key];
      if (act) {
        event.preventDefault();
        void act(acts);
      } else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        acts.show('palette');
      } else if (event.key === 'Escape' && store.getState().dialog === null && desk.reading?.phase === 'reading') {
        void acts.cancelReading();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [acts, link, store]);
}
