import { type DeskApi, deskApi } from '#contract/api.ts';
import {
  type EventPayload,
  type Frame,
  type Handlers,
  type Port,
  type Report,
  type Served,
  serve,
} from '#contract/rpc.ts';

type EventName = keyof DeskApi['events'];

/** What a host needs of the composed desk. */
export type ServedDesk = {
  readonly handlers: Handlers<DeskApi>;
  /** Looks at a frame of the camera; the next one is wanted when this is done. */
  frame(frame: Frame<DeskApi, 'camera'>): Promise<void>;
  /** Hears every event of the contract; returns the way to stop. */
  onEvent(hear: <E extends EventName>(event: E, payload: EventPayload<DeskApi, E>) => void): () => void;
};

export type Pages = {
  /** Serves the desk to a window until its port closes. */
  open(port: Port): void;
  /** How many windows are served. */
  readonly count: number;
  close(): void;
};

/** Joins windows to the desk: commands and frames go to it, its events go to every window. */
export function servePages(desk: ServedDesk, report: Report): Pages {
  const pages = new Set<Served<DeskApi>>();
  const stop = desk.onEvent((event, payload) => {
    for (const page of pages) page.emit(event, payload);
  });
  return {
    open(port) {
      const page = serve(deskApi, port, desk.handlers, report);
      page.onFrame('camera', (frame) => desk.frame(frame));
      pages.add(page);
      port.onClose(() => pages.delete(page));
    },
    get count() {
      return pages.size;
    },
    close() {
      stop();
      for (const page of pages) page.close();
    },
  };
}
