import { useEffect } from 'react';
import type { NextActId } from './next-acts.ts';

type Shortcuts = Partial<Readonly<Record<NextActId, string>>>;

/** A hand scanner types its next key within this time, in ms; somebody who means an act does not. */
const aloneMs = 80;

/** Runs an act by its letter while nobody types, no scanner does, and nothing stands over the desk. */
export function useLetterActs(
  acts: readonly NextActId[],
  shortcuts: Shortcuts,
  run: (id: NextActId) => Promise<unknown>,
): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent) => {
      clearTimeout(timer);
      const held = event.ctrlKey || event.metaKey || event.altKey;
      if (held || event.repeat || event.isComposing || event.defaultPrevented || isTyping(event.target)) return;
      const act = acts.find((id) => shortcuts[id]?.length === 1 && shortcuts[id] === event.key.toUpperCase());
      if (act) timer = setTimeout(() => void run(act), aloneMs);
    };
    addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      removeEventListener('keydown', onKey);
    };
  }, [acts, shortcuts, run]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.matches('input, textarea, select, [contenteditable="true"], [role="dialog"] *')
  );
}
