import { type Affine, rectangleMap } from '#domain/image/affine.ts';
import { greyOf, type Samples } from '#domain/image/sample.ts';
import { centreOf, type Landmarks, landmarksOf } from './landmarks.ts';
import { softmax } from './pose.ts';

/** What the eye network looks at: 24 × 24 in grey. */
export const eyeSide = 24;

/** A square of 1.6 widths of the eye around it, by the person's own right and left. */
export function eyeView(landmarks: Landmarks, eye: 'rightEye' | 'leftEye'): Affine {
  const places = landmarksOf(landmarks, eye);
  const columns = places.map(({ x }) => x);
  const side = Math.max(1, 1.6 * (Math.max(...columns) - Math.min(...columns)));
  const { x, y } = centreOf(places);
  return rectangleMap({ x: x - side / 2, y: y - side / 2, width: side, height: side }, eyeSide, eyeSide);
}

/** Grey of 0 to 1. */
export function eyeNumbers(samples: Samples): Float32Array {
  return greyOf(samples).map((value) => value / 255);
}

/** How surely an eye is closed, 0 to 1. */
export function closedOf(output: Float32Array): number {
  return softmax(output)[0] ?? 0;
}
