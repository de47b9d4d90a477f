import { useEffect } from 'react';
import { useDeskParts } from '../../state/desk-context.tsx';

/** At most this often the host hears that somebody is working. */
const everyMs = 20_000;

/** Tells the host that somebody works while keys or the pointer are used, so that the desk does not lock under their hands. */
export function useTouch(): void {
  const { link, window: store } = useDeskParts();
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    const work = () => {
      const now = performance.now();
      if (now - last < everyMs || link.view.getState().desk?.session.state !== 'signedIn') return;
      last = now;
      // Without an answer the desk locks: that is the safe side.
      link.call('session.touch').then(
        () => store.setState({ touchedAt: Date.now() }),
        () => undefined,
      );
    };
    const used = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const name of used) addEventListener(name, work, { capture: true, passive: true });
    return () => {
      for (const name of used) removeEventListener(name, work, { capture: true });
    };
  }, [link, store]);
}
