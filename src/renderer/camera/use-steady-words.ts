import { useEffect, useRef, useState } from 'react';

/** Shortest time a sentence stands, in ms: what changes with every frame can be read by nobody, least of all aloud. */
const standsMs = 600;

/** A sentence that follows `words` and stands long enough to be read. */
export function useSteadyWords(words: string): string {
  const [shown, setShown] = useState(words);
  const since = useRef(0);
  useEffect(() => {
    if (words === shown) return;
    const wait = Math.max(0, standsMs - (performance.now() - since.current));
    const timer = setTimeout(() => {
      since.current = performance.now();
      setShown(words);
    }, wait);
    return () => clearTimeout(timer);
  }, [words, shown]);
  return shown;
}
