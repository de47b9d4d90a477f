import { describe, expect, it } from 'vitest';
import { pixelsSchema } from '#contract/pixels.ts';
import { cameraTrouble } from './camera-trouble.ts';
import { createFrameRing } from './frame-ring.ts';
import { colourPixels, greyPixels, sizeWithin } from './pixels-of.ts';
import { watchCameras } from './watch-cameras.ts';

describe('pixels of a canvas', () => {
  const two = { width: 2, height: 1, data: Uint8ClampedArray.of(255, 0, 0, 255, 10, 20, 30, 255) };

  it('lose their opacity, or become grey as cameras mean it', () => {
    expect(colourPixels(two)).toEqual({
      width: 2,
      height: 1,
      channels: 3,
      bytes: Uint8Array.of(255, 0, 0, 10, 20, 30),
    });
    expect(greyPixels(two)).toEqual({ width: 2, height: 1, channels: 1, bytes: Uint8Array.of(76, 18) });
    expect(pixelsSchema.safeParse(colourPixels(two)).success).toBe(true);
  });

  it('are scaled down in proportion, and never up', () => {
    expect(sizeWithin({ width: 1280, height: 720 }, { width: 640, height: 480 })).toEqual({ width: 640, height: 360 });
    expect(sizeWithin({ width: 320, height: 240 }, { width: 640, height: 480 })).toEqual({ width: 320, height: 240 });
    expect(sizeWithin({ width: 5000, height: 1 }, { width: 640, height: 480 })).toEqual({ width: 640, height: 1 });
  });
});

describe('the ring of whole pictures', () => {
  it('keeps the last ones, tells of those that go, and gives each once', () => {
    const dropped: string[] = [];
    const ring = createFrameRing<string>(2, (picture) => dropped.push(picture));
    for (const seq of [1, 2, 3]) ring.keep(seq, `p${seq}`);
    expect(dropped).toEqual(['p1']);
    expect([ring.take(1), ring.take(3), ring.take(3)]).toEqual([null, 'p3', null]);
    ring.clear();
    expect(dropped).toEqual(['p1', 'p2']);
  });
});

it.each([
  ['NotAllowedError', 'refused'],
  ['NotReadableError', 'taken'],
  ['NotFoundError', 'gone'],
  ['OverconstrainedError', 'gone'],
  ['TypeError', 'broken'],
])('a camera that does not open with %s is %s', (name, trouble) => {
  expect(cameraTrouble(Object.assign(new Error('x'), { name }))).toBe(trouble);
});

describe('the cameras there are', () => {
  const device = (kind: MediaDeviceKind, deviceId: string, label: string) =>
    ({ kind, deviceId, label }) as MediaDeviceInfo;
  const mediaWith = (list: () => readonly MediaDeviceInfo[]) =>
    Object.assign(new EventTarget(), { enumerateDevices: async () => list() }) as unknown as MediaDevices;
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

  it('are told at once and after every change, until nobody listens', async () => {
    let there = [device('audioinput', 'm', 'Micrô'), device('videoinput', 'a1', 'Máy ảnh thử')];
    const media = mediaWith(() => there);
    const told: (readonly { readonly id: string; readonly label: string }[])[] = [];
    const stop = watchCameras(media, (cameras) => told.push(cameras));
    await settled();
    there = [];
    media.dispatchEvent(new Event('devicechange'));
    await settled();
    stop();
    media.dispatchEvent(new Event('devicechange'));
    await settled();
    expect(told).toEqual([[{ id: 'camera:a1', label: 'Máy ảnh thử', simulated: false }], []]);
  });

  it('have the system’s choice for an id before leave was given, and are none in a window without media', async () => {
    const told: unknown[] = [];
    watchCameras(
      mediaWith(() => [device('videoinput', '', '')]),
      (cameras) => told.push(cameras),
    );
    await settled();
    watchCameras(undefined, (cameras) => told.push(cameras));
    expect(told).toEqual([[{ id: 'camera:default', label: '', simulated: false }], []]);
  });
});
