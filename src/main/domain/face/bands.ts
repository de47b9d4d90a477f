import type { FaceComparison, MatchBand } from '#contract/face.ts';

/** From `match` on two pictures are of one person, below `noMatch` of two; between them the officer decides. */
export type FaceThresholds = FaceComparison['thresholds'];

/**
 * The thresholds, and what they rest on: a portrait as chips hold it (300 × 400, JPEG 2000 of 14 kB) against a degraded picture
 * of 640 × 480 (light, blur, noise, JPEG), 236 pairs of one person and 3,924 of two, of about 30 people:
 *
 * | cosine ≥ | one person not matched | two people matched |
 * | --- | --- | --- |
 * | 0.30 | 0 | 0.51 % |
 * | 0.35 | 0 | 0.076 % |
 * | 0.40 | 0 | 0 |
 * | 0.45 | 3.8 % | 0 |
 * | 0.50 | 5.9 % | 0 |
 *
 * The set is small, mostly of Western faces, its pairs are not independent and nobody in it is ten years older than in their
 * portrait: no error seen is no rate of errors. On a second small set, 22 faces of six group photographs (`npm run bench --
 * capture`), 1 of 248 pairs of two people in one photograph lay above 0.45, at 0.496; 1 of 88 of one person stayed below 0.45,
 * a face that looks down. Who sits side by side in the same light is alike in it, and alike are people of one place. So `match`
 * begins at 0.50, above every pair of two people seen: what that costs, the officer decides a few times more. A match decides
 * nothing without the officer, and the figures have to be taken again on Vietnamese faces before that may change.
 */
export const faceThresholds: FaceThresholds = { match: 0.5, noMatch: 0.35 };

/** Which band a cosine falls into. */
export function bandOf(score: number, { match, noMatch }: FaceThresholds): MatchBand {
  if (score >= match) return 'match';
  return score >= noMatch ? 'officer' : 'noMatch';
}

/**
 * Compares two faces, one with one, by the cosine of their descriptors.
 * @throws RangeError when one is no descriptor: not as long as the other, or not of length one
 */
export function compareFaces(a: Float32Array, b: Float32Array, thresholds: FaceThresholds): FaceComparison {
  if (a.length !== b.length || !isUnit(a) || !isUnit(b)) throw new RangeError('not two descriptors');
  const cosine = a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  const score = Math.min(1, Math.max(-1, cosine));
  return { score, band: bandOf(score, thresholds), thresholds };
}

const isUnit = (values: Float32Array) => Math.abs(values.reduce((sum, value) => sum + value * value, 0) - 1) < 1e-3;
