import type { ReaderState } from '#contract/readers.ts';
import { type BindingReader, scard } from './pcsclite-binding.ts';

/** What lies on one reader, as the service reports it. */
export type CardPresence = {
  /** Null until the service has said it for the first time. */
  card(): ReaderState['card'] | null;
  atr(): Uint8Array;
  /** Says whose the exclusive connection is: our own does not count as another program's. */
  hold(ours: boolean): void;
  /** Resolves with whether the card is gone, after giving the service time to notice. */
  removed(): Promise<boolean>;
  /** The reader is gone: nothing changes any more, and no card lies on it. */
  end(): void;
};

/** How long a card may stay away before a broken exchange counts as something else than removal (pcscd polls every 400 ms). */
const removalGraceMs = 1200;

/** pcsc-lite counts insertions and removals in the upper half of the state, so a swap that was too quick to see shows there. */
const eventCount = (state: number) => state >>> 16;

function cardOf(state: number, ours: boolean): ReaderState['card'] {
  if ((state & scard.statePresent) === 0) return 'absent';
  if ((state & scard.stateMute) !== 0) return 'mute';
  if ((state & scard.stateExclusive) !== 0 && !ours) return 'inUse';
  return 'present';
}

/** Watches the status of one reader of the addon; `changed` is called after each change. */
export function watchPresence(binding: BindingReader, changed: () => void): CardPresence {
  let card: ReaderState['card'] | null = null;
  let raw = 0;
  let atr: Uint8Array = new Uint8Array();
  let ours = false;
  let ended = false;
  const waiting = new Set<() => void>();

  const wake = () => {
    for (const each of [...waiting]) each();
  };
  const show = (next: ReaderState['card']) => {
    if (ended || next === card) return;
    card = next;
    if (next === 'absent') wake();
    changed();
  };

  // The addon holds the reader's mutex while it calls back: nothing of it may be called from inside a listener.
  binding.on('status', (status) => {
    const swapped = raw !== 0 && eventCount(status.state) - eventCount(raw) >= 2;
    raw = status.state;
    if (status.atr !== undefined) atr = Uint8Array.from(status.atr);
    queueMicrotask(() => {
      if (swapped) show('absent');
      show(cardOf(raw, ours));
    });
  });

  return {
    card: () => card,
    atr: () => atr,
    hold(now) {
      ours = now;
      if (card !== null) show(cardOf(raw, ours));
    },
    removed: () =>
      new Promise((resolve) => {
        if (card === 'absent' || ended) return resolve(true);
        const answer = (gone: boolean) => {
          clearTimeout(timer);
          waiting.delete(leave);
          resolve(gone);
        };
        const leave = () => answer(true);
        const timer = setTimeout(() => answer(false), removalGraceMs);
        waiting.add(leave);
      }),
    end() {
      ended = true;
      wake();
    },
  };
}
