import type { DeskApi } from '#contract/api.ts';
import type { EventPayload } from '#contract/rpc.ts';

type EventName = keyof DeskApi['events'];

/** Hears any event of the contract. */
export type HearEvent = <E extends EventName>(event: E, payload: EventPayload<DeskApi, E>) => void;

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
