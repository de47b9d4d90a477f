import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskApi } from '#contract/api.ts';
import type { DeskState } from '#contract/desk.ts';
import type { Failure } from '#contract/failures.ts';
import type { Client } from '#contract/rpc.ts';
import type { ImportProgress } from '#contract/trust.ts';
import { followDesk } from './projection.ts';

/** What the window knows of the host: whether it is there, and the projection of its state. */
export type DeskView = {
  readonly connection: 'connecting' | 'open' | 'lost';
  readonly failure: Failure | null;
  readonly desk: DeskState | null;
};

export type DeskLink = {
  readonly view: StoreApi<DeskView>;
  readonly call: Client<DeskApi>['call'];
  /** Hears the progress of imports; returns the way to stop. */
  onImportProgress(handler: (progress: ImportProgress) => void): () => void;
};

const retryMs = 2000;

/** Connects to the host and stays connected: when the host goes, the last view stays (marked lost) and it is tried again. */
export function openDeskLink(connect: () => Client<DeskApi>): DeskLink {
  const view = createStore<DeskView>(() => ({ connection: 'connecting', failure: null, desk: null }));
  const importing = new Set<(progress: ImportProgress) => void>();
  let client = attach();

  function attach(): Client<DeskApi> {
    const next = connect();
    followDesk(next, (desk) => view.setState({ connection: 'open', failure: null, desk }));
    next.on('trust.importProgressed', (progress) => {
      for (const handler of importing) handler(progress);
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

  return {
    view,
    call: (...call) => client.call(...call),
    onImportProgress(handler) {
      importing.add(handler);
      return () => importing.delete(handler);
    },
  };
}
