import type { Pixels, Point } from '#contract/pixels.ts';
import { polygonMask } from '#domain/image/polygon.ts';
import { greyOf, type Samples, sample } from '#domain/image/sample.ts';
import { type FaceGeometry, landmarksIn, type UprightWindow, uprightView } from './geometry.ts';
import { type Landmarks, landmarksOf } from './landmarks.ts';

/** The middle of a face, upright and always of one size: light and sharpness are measured here. */
export type FaceRegion = {
  readonly samples: Samples;
  /** Brightness, 0 to 255. */
  readonly grey: Float32Array;
  /** One for what lies between brows and jaw. */
  readonly mask: Uint8Array;
  /** The 68 places in this picture. */
  readonly landmarks: Landmarks;
};

/** Pixels from between the eyes to the chin: about what a face in a frame of the camera has, so that little is made up or lost. */
const perLength = 112;
const window: UprightWindow = { left: -1, top: -0.6, width: 2, height: 1.9 };

/** Cuts the middle of a face out. */
export function faceRegion(pixels: Pixels, geometry: FaceGeometry, landmarks: Landmarks): FaceRegion {
  const toSource = uprightView(geometry, window, perLength);
  const [width, height] = [Math.round(window.width * perLength), Math.round(window.height * perLength)];
  const samples = sample(pixels, { width, height, toSource }, 'edge');
  const places = landmarksIn(toSource, landmarks);
  const mask = polygonMask(outlineOf(places), width, height);
  return { samples, grey: greyOf(samples), mask, landmarks: places };
}

/** Jaw from ear to ear, and back over the brows. */
function outlineOf(landmarks: Landmarks): readonly Point[] {
  const brows = [...landmarksOf(landmarks, 'rightBrow'), ...landmarksOf(landmarks, 'leftBrow')];
  return [...landmarksOf(landmarks, 'jaw'), ...brows.reverse()];
}
