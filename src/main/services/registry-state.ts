import { type Failure, FailureError } from '#contract/failures.ts';
import type { ImportRun, RegistryState } from '#contract/registry.ts';
import { maskText } from '#domain/citizen/mask-citizen.ts';
import type { RegistryStore } from '#ports/registry-store.ts';
import { createThrottle } from './throttle.ts';

/** What the desk says of the population cache, kept as it changes. */
export type RegistryStateKeeper = {
  state(): RegistryState;
  /** Counts anew: after opening, an import, a rebuilding. */
  refresh(): Promise<void>;
  importing(run: ImportRun | null): void;
  checking(progress: RegistryState['checking']): void;
  /** Does something with the file; that it is found damaged is the state until it is `rebuilt`. */
  using<T>(work: () => Promise<T>): Promise<T>;
  /** Calls `hear` once each time the data have become another's to look at: an import ended, or the first people are there. */
  onFilled(hear: () => void): () => void;
  /** The file is another one now. */
  rebuilt(): Promise<void>;
  /** Nothing is told any more. */
  close(): void;
};

type Parts = { readonly store: RegistryStore; readonly changed: (state: RegistryState) => void };

/** At most ten changes of progress per second reach the window. */
const progressIntervalMs = 100;

/** Begins with nothing known. */
export function keepRegistryState({ store, changed }: Parts): RegistryStateKeeper {
  let state: RegistryState = {
    ...{ state: 'empty', people: 0, asOf: null, failure: null, importing: null, checking: null },
  };
  let closed = false;
  /** What was found while the file was used. */
  let found: Failure | null = null;
  const told = createThrottle<RegistryState>(progressIntervalMs, (latest) => {
    if (!closed) changed(latest);
  });
  const filled = new Set<() => void>();
  const become = (change: Partial<RegistryState>, at: 'once' | 'inTime') => {
    const before = state;
    state = { ...state, ...change };
    told.offer(state);
    if (at === 'once') told.flush();
    if (isFilled(state) && !isFilled(before)) for (const hear of filled) hear();
  };
  const using: RegistryStateKeeper['using'] = async (work) => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof FailureError && error.failure.code === 'storage.damaged') {
        found = error.failure;
        become({ state: 'damaged', failure: found }, 'once');
      }
      throw error;
    }
  };
  const refresh = async () => {
    const failure = store.damage() ?? found;
    if (failure !== null) return become({ state: 'damaged', failure, people: 0, asOf: null }, 'once');
    const { people, asOf } = await using(() => store.summary());
    become({ state: people === 0 ? 'empty' : 'ready', people, asOf, failure: null }, 'once');
  };
  return {
    state: () => state,
    using,
    refresh,
    onFilled(hear) {
      filled.add(hear);
      return () => void filled.delete(hear);
    },
    async rebuilt() {
      found = null;
      await refresh();
    },
    importing: (run) =>
      become({ importing: run === null ? null : withoutNumbers(run) }, run === null ? 'once' : 'inTime'),
    checking: (progress) => become({ checking: progress }, progress === null ? 'once' : 'inTime'),
    close() {
      closed = true;
      filled.clear();
    },
  };
}

/** Whether there are people, and nobody else is coming in. */
function isFilled({ state, importing }: RegistryState): boolean {
  return state === 'ready' && importing === null;
}

/** A run as it is shown: people name files after people. */
export function withoutNumbers<R extends ImportRun>(run: R): R {
  return { ...run, file: maskText(run.file) };
}
