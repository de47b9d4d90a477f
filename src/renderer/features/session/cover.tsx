import { type ReactNode, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/**
 * Stands over the whole page: everything else in it, dialogs included, stays mounted but is neither seen nor reached, by
 * keyboard or by screen reader, until this goes away.
 */
export function Cover({ children }: { readonly children: ReactNode }) {
  const [host] = useState(() => document.createElement('div'));
  useLayoutEffect(() => coverPage(host), [host]);
  return createPortal(children, host);
}

const keyEvents = ['keydown', 'keyup', 'keypress', 'paste'] as const;

/** Puts `host` over the page; returns the way to uncover it, with the focus where it was. */
function coverPage(host: HTMLElement): () => void {
  const focused = document.activeElement;
  const covered = new Map<HTMLElement, Pick<HTMLElement, 'hidden' | 'inert'>>();
  const cover = () => {
    for (const child of document.body.children) {
      if (child === host || !(child instanceof HTMLElement) || covered.has(child)) continue;
      covered.set(child, { hidden: child.hidden, inert: child.inert });
      child.hidden = true;
      child.inert = true;
    }
  };
  document.body.append(host);
  cover();
  // A dialog that something opens meanwhile is covered too.
  const watch = new MutationObserver(cover);
  watch.observe(document.body, { childList: true });
  const stopKeys = keepKeys(host);
  firstField(host)?.focus();
  return () => {
    watch.disconnect();
    stopKeys();
    for (const [child, { hidden, inert }] of covered) {
      child.hidden = hidden;
      child.inert = inert;
    }
    host.remove();
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
  };
}

const firstField = (host: HTMLElement) => host.querySelector<HTMLElement>('input');

/** No key reaches what is covered: neither those typed in `host` nor those typed beside it, which go to its first field. */
function keepKeys(host: HTMLElement): () => void {
  const before = (event: Event) => {
    if (isFunctionKey(event)) event.preventDefault();
    if (event.target instanceof Node && host.contains(event.target)) return;
    event.stopImmediatePropagation();
    firstField(host)?.focus();
  };
  const after = (event: Event) => event.stopPropagation();
  for (const name of keyEvents) {
    addEventListener(name, before, { capture: true });
    host.addEventListener(name, after);
  }
  return () => {
    for (const name of keyEvents) {
      removeEventListener(name, before, { capture: true });
      host.removeEventListener(name, after);
    }
  };
}

/** The desk's own keys, which a browser would take for itself. */
const isFunctionKey = (event: Event) => event instanceof KeyboardEvent && /^F([1-4]|[6-9]|12)$/.test(event.key);
