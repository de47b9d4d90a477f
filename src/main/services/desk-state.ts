import type { DeskChange, DeskState } from '#contract/desk.ts';

/** Parts of the desk that may change. */
export type DeskParts = Partial<Omit<DeskState, 'rev'>>;

/** The one projection that windows draw: every change has a number, one more than the last. */
export type DeskProjection = {
  state(): DeskState;
  change(parts: DeskParts): void;
  /** Hears every change in order; returns the way to stop. */
  onChange(handler: (change: DeskChange) => void): () => void;
};

/** Starts a projection. */
export function createDeskProjection(initial: Omit<DeskState, 'rev'>): DeskProjection {
  const handlers = new Set<(change: DeskChange) => void>();
  let state: DeskState = { ...initial, rev: 1 };
  return {
    state: () => state,
    change(parts) {
      const rev = state.rev + 1;
      state = { ...state, ...parts, rev };
      for (const handler of [...handlers]) handler({ ...parts, rev });
    },
    onChange(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
  };
}
