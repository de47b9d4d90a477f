import type { Point } from '#contract/pixels.ts';
import type { Affine } from '#domain/image/affine.ts';
import { fitSimilarity, invertAffine } from '#domain/image/affine.ts';
import { centreOf, type Landmarks, landmark, landmarksOf, mouthCorners, noseTip } from './landmarks.ts';

/** What the recogniser looks at: 112 × 112, eyes, nose and mouth always in the same places. */
export const descriptorSide = 112;
const places: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];
const numbers = 512;

/**
 * The map from the recogniser's picture to the face: the similarity that puts eye centres, tip of the nose and corners of the
 * mouth nearest to their places (the customary five of ArcFace). @throws RangeError when all landmarks are in one place
 */
export function descriptorView(landmarks: Landmarks): Affine {
  const five = [
    centreOf(landmarksOf(landmarks, 'rightEye')),
    centreOf(landmarksOf(landmarks, 'leftEye')),
    landmark(landmarks, noseTip),
    landmark(landmarks, mouthCorners.right),
    landmark(landmarks, mouthCorners.left),
  ];
  return invertAffine(fitSimilarity(five, places));
}

/** The same direction at length one. @throws RangeError for what is no descriptor */
export function unitLength(values: Float32Array): Float32Array {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  if (values.length !== numbers || !(length > 0) || !Number.isFinite(length)) throw new RangeError('no descriptor');
  return values.map((value) => value / length);
}

/** A descriptor as bytes, little endian: how it crosses to another thread. */
export function descriptorBytes(descriptor: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * descriptor.length);
  const view = new DataView(bytes.buffer);
  descriptor.forEach((value, index) => {
    view.setFloat32(4 * index, value, true);
  });
  return bytes;
}

/** Bytes as a descriptor again. @throws RangeError when they are none */
export function descriptorFrom(bytes: Uint8Array): Float32Array {
  if (bytes.length !== 4 * numbers) throw new RangeError('no descriptor');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return unitLength(Float32Array.from({ length: numbers }, (_, index) => view.getFloat32(4 * index, true)));
}
