import type { DeskState, Reading } from '#contract/desk.ts';
import { type Failure, failure } from '#contract/failures.ts';
import type { ReaderState } from '#contract/readers.ts';

/** What the desk is doing, as the officer sees it: exactly one of these is drawn. */
export type Situation =
  /** The officer's role reads no cards. */
  | { readonly kind: 'notYours' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'trouble'; readonly failure: Failure }
  /** Readers are there and empty; `beside` is a source that does not run although another does. */
  | { readonly kind: 'waiting'; readonly beside: Failure | null }
  /** Cards lie on readers and none is being read. */
  | { readonly kind: 'choose'; readonly readers: readonly ReaderState[]; readonly fromBefore: boolean }
  | { readonly kind: 'awaitingKey' | 'reading' | 'finished'; readonly reading: Reading };

type Desk = Pick<DeskState, 'reading' | 'readers' | 'sources'>;

/** `cardsFromBefore`: readers with a card that lay there before this officer came; nothing opens it but the officer. */
export function situationOf({ reading, readers, sources }: Desk, cardsFromBefore: readonly string[] = []): Situation {
  const lies = (name: string) => cardsFromBefore.includes(name);
  if (reading && !(reading.phase === 'awaitingKey' && lies(reading.reader))) return { kind: reading.phase, reading };
  const broken = sources.flatMap(({ state }) => (state.state === 'failed' ? [state.failure] : []))[0] ?? null;
  if (readers.length === 0) {
    if (broken) return { kind: 'trouble', failure: broken };
    const starting = sources.some(({ state }) => state.state === 'starting');
    return starting ? { kind: 'starting' } : { kind: 'trouble', failure: failure('reader.none') };
  }
  const occupied = readers.filter(({ card }) => card !== 'absent');
  const readable = occupied.filter(({ card }) => card === 'present');
  if (readable.length > 0)
    return { kind: 'choose', readers: readable, fromBefore: readable.every(({ name }) => lies(name)) };
  const stuck = occupied[0];
  if (stuck) {
    return {
      kind: 'trouble',
      failure: failure(stuck.card === 'mute' ? 'card.mute' : 'card.inUse', { reader: stuck.name }),
    };
  }
  return { kind: 'waiting', beside: broken?.code === 'reader.none' ? null : broken };
}
