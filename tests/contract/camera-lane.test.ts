import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DeskApi, deskApi } from '#contract/api.ts';
import { type Client, connect, type Frame, type Handlers, type Incident } from '#contract/rpc.ts';
import { type Pages, servePages } from '#main/hosts/pages.ts';
import { messagePortPair, type PortPair, webSocketPair } from './ports.ts';

// The one place where both hosts serve the desk: frames of the camera go to it, and never keep a command waiting.

type CameraFrame = Frame<DeskApi, 'camera'>;
const checked = { lines: [], format: null, checks: [], complete: false };
/** A frame as a face is looked at in: 640 × 480 in colour. */
const frameOf = (seq: number): CameraFrame => ({
  task: 'task',
  seq,
  pixels: { width: 640, height: 480, channels: 3, bytes: new Uint8Array(640 * 480 * 3).fill(seq & 255) },
});

describe.each([
  { port: 'WebSocket', open: webSocketPair },
  { port: 'MessagePort', open: messagePortPair },
])('the camera over $port', ({ open }) => {
  let pair: PortPair;
  let pages: Pages;
  let client: Client<DeskApi>;
  let incidents: Incident[];
  let frames: CameraFrame[];
  /** What the desk does with a frame. */
  let look: () => Promise<void>;

  beforeEach(async () => {
    pair = await open();
    incidents = [];
    frames = [];
    look = async () => undefined;
    const report = (incident: Incident) => `i${incidents.push(incident)}`;
    const desk = {
      handlers: { 'mrz.check': () => checked } as unknown as Handlers<DeskApi>,
      onEvent: () => () => undefined,
      async frame(frame: CameraFrame) {
        frames.push(frame);
        await look();
      },
    };
    pages = servePages(desk, report);
    pages.open(pair.server);
    client = connect(deskApi, pair.client, report);
  });
  afterEach(async () => {
    pages.close();
    await pair.close();
  });
  const command = () => client.call('mrz.check', { text: 'IDVNM' });

  test('a frame arrives as it was sent', async () => {
    client.sendFrame('camera', frameOf(3));
    await expect.poll(() => frames.length).toBe(1);
    expect(frames[0]?.pixels.bytes.length).toBe(921_600);
    expect(frames[0]).toMatchObject({ task: 'task', seq: 3, pixels: { width: 640, channels: 3 } });
    expect(frames[0]?.pixels.bytes.at(-1)).toBe(3);
  });

  test('a flood of frames delays no command: one is under way, one waits, the others are never sent', async () => {
    const held = Promise.withResolvers<void>();
    look = () => held.promise;
    for (let seq = 1; seq <= 60; seq++) client.sendFrame('camera', frameOf(seq));
    // The desk is still at the first frame while these are answered.
    for (let round = 0; round < 3; round++) {
      await expect(command()).resolves.toEqual(checked);
      for (let seq = 1; seq <= 10; seq++) client.sendFrame('camera', frameOf(1000 + 10 * round + seq));
    }
    expect(frames.map(({ seq }) => seq)).toEqual([1]);
    look = async () => undefined;
    held.resolve();
    await expect.poll(() => frames.length).toBe(2);
    expect(frames.at(-1)?.seq).toBe(1030);
    expect(incidents).toEqual([]);
  });

  test('frames without credit are dropped by the desk, whatever the window does', async () => {
    const held = Promise.withResolvers<void>();
    look = () => held.promise;
    for (let seq = 1; seq <= 20; seq++) pair.client.send({ kind: 'frame', lane: 'camera', frame: frameOf(seq) });
    await expect(command()).resolves.toEqual(checked);
    held.resolve();
    expect(frames.map(({ seq }) => seq)).toEqual([1]);
    expect(incidents).toHaveLength(19);
  });

  test.each([
    [
      'pixels are missing',
      { task: 't', seq: 1, pixels: { width: 640, height: 480, channels: 3, bytes: new Uint8Array(9) } },
    ],
    [
      'it is far too large',
      { task: 't', seq: 1, pixels: { width: 9999, height: 9999, channels: 1, bytes: new Uint8Array(1) } },
    ],
    ['it is no frame', { nothing: true }],
  ])('a frame is refused when %s, and the next one is taken', async (_, frame) => {
    client.sendFrame('camera', frame as CameraFrame);
    await expect(command()).resolves.toEqual(checked);
    await expect.poll(() => incidents.length).toBe(1);
    client.sendFrame('camera', frameOf(2));
    await expect.poll(() => frames.map(({ seq }) => seq)).toEqual([2]);
  });
});
