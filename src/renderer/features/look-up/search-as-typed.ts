import type { SearchAnswer, Sought } from '../../state/look-up-view.ts';

/** What there is to show of a search. The last answer stays until there is a newer one. */
export type SearchShown =
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly sought: Sought; readonly answer: SearchAnswer }
  | { readonly kind: 'failed'; readonly error: unknown };

type Parts = {
  readonly ask: (sought: Sought) => Promise<SearchAnswer>;
  readonly show: (shown: SearchShown) => void;
  readonly delayMs?: number;
};

export type SearchAsTyped = {
  /** What stands in the field now; `atOnce` for a filter or Enter, which nobody types on after. */
  seek(sought: Sought | null, atOnce?: boolean): void;
  stop(): void;
};

/**
 * Searches while somebody types: once they pause, and only what they wrote last. An answer that was overtaken by another
 * search is not shown, whatever the order answers come in.
 */
export function searchAsTyped({ ask, show, delayMs = 150 }: Parts): SearchAsTyped {
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = async (sought: Sought, mine: number) => {
    try {
      const answer = await ask(sought);
      if (mine === turn) show({ kind: 'found', sought, answer });
    } catch (error) {
      if (mine === turn) show({ kind: 'failed', error });
    }
  };
  return {
    seek(sought, atOnce = false) {
      clearTimeout(timer);
      const mine = ++turn;
      if (sought === null) return;
      show({ kind: 'searching' });
      if (atOnce) void run(sought, mine);
      else timer = setTimeout(() => void run(sought, mine), delayMs);
    },
    stop() {
      clearTimeout(timer);
      turn += 1;
    },
  };
}
