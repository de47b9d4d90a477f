import type { FaceBox } from '#contract/face.ts';
import type { Point } from '#contract/pixels.ts';
import { type Affine, applyAffine, rectangleMap } from '#domain/image/affine.ts';

/**
 * 68 places of a face in iBUG order as x, y, x, y … in pixels of the picture. “Right” and “left” are the person's own: the right
 * eye is on the left of the picture.
 */
export type Landmarks = readonly number[];

/** Ranges of the iBUG order, first and last place included. */
export const landmarkRanges = {
  jaw: [0, 16],
  rightBrow: [17, 21],
  leftBrow: [22, 26],
  noseBridge: [27, 30],
  rightEye: [36, 41],
  leftEye: [42, 47],
  outerLips: [48, 59],
  innerLips: [60, 67],
} as const satisfies Record<string, readonly [number, number]>;
export type LandmarkRange = keyof typeof landmarkRanges;

/** Single places by their number. */
export const chin = 8;
export const noseTip = 30;
export const mouthCorners = { right: 48, left: 54 } as const;

/** One place. @throws RangeError when there is no such one */
export function landmark(landmarks: Landmarks, index: number): Point {
  const [x, y] = [landmarks[2 * index], landmarks[2 * index + 1]];
  if (x === undefined || y === undefined) throw new RangeError(`no landmark ${index}`);
  return { x, y };
}

/** The places of one part, in order. */
export function landmarksOf(landmarks: Landmarks, range: LandmarkRange): readonly Point[] {
  const [first, last] = landmarkRanges[range];
  return Array.from({ length: last - first + 1 }, (_, index) => landmark(landmarks, first + index));
}

/** The mean of some places. @throws RangeError without any */
export function centreOf(points: readonly Point[]): Point {
  if (points.length === 0) throw new RangeError('no places, no centre');
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** The square that the landmark network looks at: as high as the box, around its centre; as a map from `side` × `side`. */
export function landmarkView({ x, y, width, height }: FaceBox, side: number): Affine {
  return rectangleMap({ x: x + width / 2 - height / 2, y, width: height, height }, side, side);
}

/** What the landmark network says, 0 to 1 across its square, as places of the picture. */
export function landmarksFrom(output: Float32Array, toSource: Affine, side: number): Landmarks {
  return Array.from({ length: 68 }, (_, index) => {
    const place = { x: (output[2 * index] ?? 0) * side, y: (output[2 * index + 1] ?? 0) * side };
    const { x, y } = applyAffine(toSource, place);
    return [x, y];
  }).flat();
}
