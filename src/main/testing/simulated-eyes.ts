import { type FaceLook, faceApi, preCheckNames } from '#contract/face.ts';
import type { Pixels } from '#contract/pixels.ts';
import { type Port, serve } from '#contract/rpc.ts';
import { visionApi } from '#contract/vision.ts';
import { type StartThread, startThread, type ThreadHandle } from '#workers/thread-port.ts';

/** Two ends of a port in this thread. */
function portPair(): readonly [Port, Port] {
  const hear: [((message: unknown) => void) | null, ((message: unknown) => void) | null] = [null, null];
  const end = (mine: 0 | 1): Port => ({
    send: (message) => queueMicrotask(() => hear[mine === 0 ? 1 : 0]?.(structuredClone(message))),
    onMessage: (handler) => {
      hear[mine] = handler;
    },
    onClose: () => undefined,
  });
  return [end(0), end(1)];
}

const look: FaceLook = {
  faces: [{ x: 200, y: 100, width: 200, height: 240, score: 0.99 }],
  landmarks: Array.from({ length: 136 }, (_, at) => at),
  pose: { yaw: 0, pitch: 0, roll: 0 },
  closed: { left: 0, right: 0 },
  checks: preCheckNames.map((name) => ({ name, raw: 0.5, score: 90, ok: true })),
};
/** A grey picture. */
export const picture = (width: number, height: number, channels: 1 | 3 = 3): Pixels => ({
  ...{ width, height, channels },
  bytes: new Uint8Array(width * height * channels).fill(90),
});
/** Threads as they are, but for those that look at pictures: these see one face that is good, and no code. */
export const seeing: StartThread = (entry) => {
  if (entry !== 'vision' && entry !== 'face') return startThread(entry);
  const [near, far] = portPair();
  const no = () => {
    throw new Error('nobody asks this here');
  };
  if (entry === 'face')
    serve(faceApi, far, {
      'face.look': () => structuredClone(look),
      'face.describe': no,
      'face.crop': () => picture(35, 45),
      'face.warmUp': () => undefined,
    });
  else
    serve(visionApi, far, {
      ...{ 'image.pixels': no, 'codes.find': () => [], 'page.find': no, 'page.make': no },
      'image.jpeg': ({ pixels }) => Uint8Array.of(0xff, 0xd8, pixels.width & 255, 0xff, 0xd9),
      'mrz.find': () => ({ lines: [], read: false, margins: [], corners: null, guidance: 'noZone' as const }),
    });
  return { port: near, terminate: async () => undefined } satisfies ThreadHandle;
};
