import type { FaceBox } from '#contract/face.ts';
import type { Affine } from '#domain/image/affine.ts';

/** What the detector looks at: 320 × 240. */
export const detectorSize = { width: 320, height: 240 } as const;

/** A box below this score is no face; two that share more than this of their area are one (facts of the network's own example). */
const limits = { score: 0.65, overlap: 0.4 } as const;

/** A picture fitted whole into the detector's 4 to 3, with room around it, never stretched. */
export function detectorView({ width, height }: { readonly width: number; readonly height: number }): Affine {
  const scale = Math.max(width / detectorSize.width, height / detectorSize.height);
  return {
    a: scale,
    b: 0,
    c: (width - detectorSize.width * scale) / 2,
    d: 0,
    e: scale,
    f: (height - detectorSize.height * scale) / 2,
  };
}

/** What the detector answers: for each anchor two scores (no face, face), and left, upper, right and lower edge of 0 to 1. */
export type Detections = { readonly scores: Float32Array; readonly boxes: Float32Array };

/** Faces in pixels of the picture, the largest first. */
export function facesOf({ scores, boxes }: Detections, toSource: Affine): readonly FaceBox[] {
  const found: FaceBox[] = [];
  for (let index = 0; 2 * index + 1 < scores.length; index++) {
    const score = scores[2 * index + 1] ?? 0;
    if (!(score > limits.score)) continue;
    const [left = 0, upper = 0, right = 0, lower = 0] = boxes.subarray(4 * index, 4 * index + 4);
    const x = left * detectorSize.width * toSource.a + toSource.c;
    const y = upper * detectorSize.height * toSource.e + toSource.f;
    const width = (right - left) * detectorSize.width * toSource.a;
    const height = (lower - upper) * detectorSize.height * toSource.e;
    if (width > 0 && height > 0) found.push({ x, y, width, height, score: Math.min(1, score) });
  }
  return [...suppress(found)].sort((one, other) => areaOf(other) - areaOf(one));
}

/** Of boxes that lie on each other the surest one. */
function suppress(boxes: readonly FaceBox[]): readonly FaceBox[] {
  const kept: FaceBox[] = [];
  for (const box of [...boxes].sort((one, other) => other.score - one.score))
    if (kept.every((other) => overlap(box, other) <= limits.overlap)) kept.push(box);
  return kept;
}

const areaOf = ({ width, height }: FaceBox) => width * height;

/** Common area of two boxes over the area of both, 0 to 1. */
export function overlap(one: FaceBox, other: FaceBox): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (areaOf(one) + areaOf(other) - width * height);
}
