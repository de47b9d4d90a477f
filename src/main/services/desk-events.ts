import type { HearEvent } from './desk-handlers.ts';

/** The events of the contract, from whatever makes them to whoever hears them. */
export type DeskEvents = {
  readonly emit: HearEvent;
  /** Hears every event from now on; returns the way to stop. */
  hear(hear: HearEvent): () => void;
};

/** Events that nobody hears yet. */
export function createDeskEvents(): DeskEvents {
  const hearers = new Set<HearEvent>();
  return {
    emit(event, payload) {
      for (const hear of [...hearers]) hear(event, payload);
    },
    hear(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
}
