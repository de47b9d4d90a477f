import type { z } from 'zod';

/** The sending ends of droppable frame lanes. */
export type FrameLanes = {
  /** Sends `frame` if the lane has its credit, else keeps it in place of the one that waited. */
  offer(lane: string, frame: unknown): void;
  /** The other side is done with the frame under way: the waiting one, if any, goes out. */
  taken(lane: string): void;
};

/**
 * Latest-wins lanes on credit: at most one frame of a lane is unacknowledged, so a command never stands behind more than one
 * frame, and a frame that is overtaken by a newer one is never sent.
 */
export function frameLanes(send: (lane: string, frame: unknown) => void): FrameLanes {
  const underWay = new Map<string, { readonly waiting: readonly unknown[] }>();
  return {
    offer(lane, frame) {
      if (underWay.has(lane)) return void underWay.set(lane, { waiting: [frame] });
      underWay.set(lane, { waiting: [] });
      send(lane, frame);
    },
    taken(lane) {
      const waiting = underWay.get(lane)?.waiting ?? [];
      underWay.delete(lane);
      for (const frame of waiting) this.offer(lane, frame);
    },
  };
}

type FrameHandler = (frame: never) => void | Promise<void>;
type Taking = {
  taken(lane: string): void;
  report(incident: { readonly where: string; readonly error: unknown }): string;
};

/** The receiving end: checks each frame, hands it on, and gives the credit back when the handler is done, whatever came of it. */
export function frameTaker(schemas: Readonly<Record<string, z.ZodType>>, { taken, report }: Taking) {
  const handlers = new Map<string, FrameHandler>();
  const busy = new Set<string>();
  return {
    onFrame: (lane: string, handler: FrameHandler) => void handlers.set(lane, handler),
    async take(lane: string, raw: unknown): Promise<void> {
      const schema = Object.hasOwn(schemas, lane) ? schemas[lane] : undefined;
      // A frame without credit breaks the protocol: dropped, or a flooding sender could pile frames up here.
      if (!schema || busy.has(lane)) return void report({ where: 'rpc', error: new Error('frame without credit') });
      busy.add(lane);
      try {
        await handlers.get(lane)?.(schema.parse(raw) as never);
      } catch (error) {
        report({ where: lane, error });
      }
      busy.delete(lane);
      taken(lane);
    },
  };
}
