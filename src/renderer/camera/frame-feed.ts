import type { CameraFrame } from '#contract/capture.ts';
import type { Pixels } from '#contract/pixels.ts';
import { createFrameRing } from './frame-ring.ts';
import { colourPixels, greyPixels, type Size, sizeWithin } from './pixels-of.ts';

/** How frames of a task are taken: their largest size, in colour or grey, and whether whole pictures are kept for a shutter. */
export type FrameKind = {
  readonly most: Size;
  readonly colour: boolean;
  readonly keepWhole: boolean;
  /** Least milliseconds between two frames. */
  readonly everyMs: number;
};

/** Faces in colour and small, for speed; codes and pages finer, in grey. */
export const frameKinds = {
  face: { most: { width: 640, height: 480 }, colour: true, keepWhole: true, everyMs: 60 },
  code: { most: { width: 1280, height: 960 }, colour: false, keepWhole: false, everyMs: 100 },
  page: { most: { width: 1280, height: 960 }, colour: false, keepWhole: true, everyMs: 120 },
} as const satisfies Record<string, FrameKind>;

/** How many whole pictures are kept: about a second of a face. */
const keptPictures = 14;

export type FrameFeed = {
  /** The whole picture of a frame, in colour; null when it is gone. */
  whole(seq: number): Pixels | null;
  /** The whole picture of this moment, and its number. */
  now(): { readonly seq: number; readonly pixels: Pixels } | null;
  stop(): void;
};

type Parts = {
  readonly video: HTMLVideoElement;
  readonly task: string;
  readonly kind: FrameKind;
  readonly send: (frame: CameraFrame) => void;
};

/** Sends frames of a playing video until stopped. A frame that the other side has no time for is overtaken by a newer one. */
export function feedFrames({ video, task, kind, send }: Parts): FrameFeed {
  const small = document.createElement('canvas');
  const ring = createFrameRing<HTMLCanvasElement>(keptPictures, wipe);
  let seq = 0;
  let sentAt = Number.NEGATIVE_INFINITY;
  let stopped = false;
  const onFrame = (at: number) => {
    if (stopped) return;
    if (at - sentAt >= kind.everyMs && video.videoWidth > 0) {
      sentAt = at;
      seq += 1;
      const size = sizeWithin({ width: video.videoWidth, height: video.videoHeight }, kind.most);
      const drawn = draw(video, small, size);
      send({ task, seq, pixels: kind.colour ? colourPixels(drawn) : greyPixels(drawn) });
      if (kind.keepWhole) ring.keep(seq, wholeOf(video));
    }
    next(video, onFrame);
  };
  next(video, onFrame);
  return {
    whole(wanted) {
      const picture = ring.take(wanted);
      return picture === null ? null : pixelsAndWipe(picture);
    },
    now: () => (video.videoWidth > 0 ? { seq, pixels: pixelsAndWipe(wholeOf(video)) } : null),
    stop() {
      stopped = true;
      ring.clear();
      wipe(small);
    },
  };
}

/** Once for the next picture of the video; browsers without that call back with the screen. */
function next(video: HTMLVideoElement, onFrame: (at: number) => void): void {
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback((at) => onFrame(at));
  else requestAnimationFrame(onFrame);
}

function draw(source: CanvasImageSource, canvas: HTMLCanvasElement, { width, height }: Size): ImageData {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = penOf(canvas);
  pen.drawImage(source, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}

function wholeOf(video: HTMLVideoElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  penOf(canvas).drawImage(video, 0, 0);
  return canvas;
}

function pixelsAndWipe(canvas: HTMLCanvasElement): Pixels {
  const pixels = colourPixels(penOf(canvas).getImageData(0, 0, canvas.width, canvas.height));
  wipe(canvas);
  return pixels;
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) throw new Error('this window cannot draw');
  return pen;
}

/** Pictures of people do not wait for the collector. */
function wipe(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}
