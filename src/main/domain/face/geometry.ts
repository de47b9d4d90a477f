import type { Point } from '#contract/pixels.ts';
import { type Affine, invertAffine } from '#domain/image/affine.ts';
import { centreOf, chin, type Landmarks, landmark, landmarksOf } from './landmarks.ts';

/** Where the eyes of a face are and how large it is, in pixels; right and left are the person's own. */
export type FaceGeometry = {
  readonly rightEye: Point;
  readonly leftEye: Point;
  /** Between the eyes. */
  readonly middle: Point;
  /** From eye to eye. */
  readonly interEye: number;
  /** From between the eyes to the chin: “T” of OFIQ, half of a head. */
  readonly toChin: number;
  /** Radians by which the line of the eyes falls to the right of the picture. */
  readonly tilt: number;
};

/** Null when the landmarks are no face: eyes or chin in one place. */
export function faceGeometry(landmarks: Landmarks): FaceGeometry | null {
  const rightEye = centreOf(landmarksOf(landmarks, 'rightEye'));
  const leftEye = centreOf(landmarksOf(landmarks, 'leftEye'));
  const middle = centreOf([rightEye, leftEye]);
  const interEye = distance(rightEye, leftEye);
  const toChin = distance(middle, landmark(landmarks, chin));
  if (!(interEye >= 1 && toChin >= 1)) return null;
  const tilt = Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x);
  return { rightEye, leftEye, middle, interEye, toChin, tilt };
}

/** Pixels from place to place. */
export function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** A rectangle around a face that stands upright: its upper left corner seen from between the eyes, in lengths from there to the chin. */
export type UprightWindow = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** The map from a picture of such a window, `perLength` pixels to a length, to the picture with the face. */
export function uprightView({ middle, toChin, tilt }: FaceGeometry, window: UprightWindow, perLength: number): Affine {
  const step = toChin / perLength;
  const [along, across] = [Math.cos(tilt) * step, Math.sin(tilt) * step];
  const [left, top] = [window.left * perLength, window.top * perLength];
  return {
    a: along,
    b: -across,
    c: middle.x + along * left - across * top,
    d: across,
    e: along,
    f: middle.y + across * left + along * top,
  };
}

/** Landmarks of the picture as places of a view of it. */
export function landmarksIn(view: Affine, landmarks: Landmarks): Landmarks {
  const { a, b, c, d, e, f } = invertAffine(view);
  return Array.from({ length: landmarks.length / 2 }, (_, index) => {
    const { x, y } = landmark(landmarks, index);
    return [a * x + b * y + c, d * x + e * y + f];
  }).flat();
}
