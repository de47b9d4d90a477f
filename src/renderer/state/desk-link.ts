import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DeskApi, deskApi } from '#contract/api.ts';
import type { CameraFrame } from '#contract/capture.ts';
import type { DeskState } from '#contract/desk.ts';
import type { Failure } from '#contract/failures.ts';
import type { Client, EventPayload } from '#contract/rpc.ts';
import type { ImportProgress } from '#contract/trust.ts';
import { followDesk } from './projection.ts';

/** What the window knows of the host: whether it is there, and the projection of its state. */
export type DeskView = {
  readonly connection: 'connecting' | 'open' | 'lost';
  readonly failure: Failure | null;
  readonly desk: DeskState | null;
};

type EventName = keyof DeskApi['events'];
type Hear<E extends EventName> = (payload: EventPayload<DeskApi, E>) => void;

export type DeskLink = {
  readonly view: StoreApi<DeskView>;
  readonly call: Client<DeskApi>['call'];
  /** Offers a frame of the camera; a newer one overtakes it while the host has no time. */
  sendFrame(frame: CameraFrame): void;
  /** Hears an event, also after a new connection; returns the way to stop. */
  on<E extends EventName>(event: E, handler: Hear<E>): () => void;
  /** Hears the progress of imports; returns the way to stop. */
  onImportProgress(handler: (progress: ImportProgress) => void): () => void;
};

const retryMs = 2000;

/** Connects to the host and stays connected: when the host goes, the last view stays (marked lost) and it is tried again. */
export function openDeskLink(connect: () => Client<DeskApi>): DeskLink {
  const view = createStore<DeskView>(() => ({ connection: 'connecting', failure: null, desk: null }));
  const heard = new Map<EventName, Set<Hear<never>>>();
  let client = attach();

  function attach(): Client<DeskApi> {
    const next = connect();
    followDesk(next, (desk) => view.setState({ connection: 'open', failure: null, desk }));
    for (const event of Object.keys(deskApi.events) as EventName[])
      next.on(event, (payload) => {
        for (const handler of heard.get(event) ?? []) handler(payload as never);
      });
    next.onClose((failure) => {
      view.setState({ connection: 'lost', failure });
      if (failure.code !== 'desk.secondWindow') setTimeout(reattach, retryMs);
    });
    return next;
  }
  function reattach() {
    client = attach();
  }

  const on: DeskLink['on'] = (event, handler) => {
    const handlers = heard.get(event) ?? new Set();
    heard.set(event, handlers.add(handler as Hear<never>));
    return () => handlers.delete(handler as Hear<never>);
  };

  return {
    view,
    call: (...call) => client.call(...call),
    sendFrame: (frame) => client.sendFrame('camera', frame),
    on,
    onImportProgress: (handler) => on('trust.importProgressed', handler),
  };
}
