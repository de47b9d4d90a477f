import { type FaceLook, type PreCheck, type PreCheckName, preCheckNames } from '#contract/face.ts';
import type { Point } from '#contract/pixels.ts';

/** Where a model face is: between the eyes, pixels from there to the chin, and degrees it leans clockwise. */
export type ModelFace = { readonly middle: Point; readonly toChin: number; readonly roll?: number };

/** Landmarks of a face of plain proportions: eyes 0.54 of the length to the chin apart, open, the mouth closed. */
export function modelLandmarks({ middle, toChin, roll = 0 }: ModelFace): readonly number[] {
  const [cos, sin] = [Math.cos((roll * Math.PI) / 180), Math.sin((roll * Math.PI) / 180)];
  return shape.flatMap(([x, y]) => [middle.x + toChin * (cos * x - sin * y), middle.y + toChin * (sin * x + cos * y)]);
}

type Place = readonly [x: number, y: number];

const arc = (count: number, at: (share: number) => Place) =>
  Array.from({ length: count }, (_, index) => at(index / (count - 1)));
const brow = (from: number): readonly Place[] =>
  arc(5, (share) => [from + 0.32 * share, -0.2 - 0.05 * Math.sin(Math.PI * share)]);
/** Corner, two of the upper lid, corner, two of the lower one: lids 0.06 apart. */
const eye = (x: number): readonly Place[] => [
  [x - 0.1, 0], [x - 0.04, -0.03], [x + 0.04, -0.03], [x + 0.1, 0], [x + 0.04, 0.03], [x - 0.04, 0.03],
]; // biome-ignore format: a table
const ring = (count: number, width: number, height: number): readonly Place[] =>
  Array.from({ length: count }, (_, index) => {
    const angle = Math.PI + (2 * Math.PI * index) / count;
    return [width * Math.cos(angle), 0.66 + height * Math.sin(angle)] as const;
  });

const shape: readonly Place[] = [
  ...arc(17, (share): Place => [-0.62 * Math.cos(Math.PI * share), 0.02 + 0.98 * Math.sin(Math.PI * share)]),
  ...brow(-0.44),
  ...brow(0.12),
  ...arc(4, (share): Place => [0, 0.05 + 0.33 * share]),
  ...arc(5, (share): Place => [-0.1 + 0.2 * share, 0.44]),
  ...eye(-0.27),
  ...eye(0.27),
  ...ring(12, 0.22, 0.06),
  ...ring(8, 0.18, 0.005),
];

/** A face in the middle of a picture of 640 × 480, about which everything is right but the named checks. */
export function modelLook(
  raw: Partial<Record<PreCheckName, number>> = {},
  box: Partial<FaceLook['faces'][number]> = {},
): FaceLook {
  return {
    faces: [{ x: 240, y: 120, width: 160, height: 220, score: 1, ...box }],
    landmarks: [...modelLandmarks({ middle: { x: 320, y: 200 }, toChin: 150 })],
    pose: { yaw: 0, pitch: 0, roll: 0 },
    closed: { left: 0, right: 0 },
    checks: preCheckNames.map((name): PreCheck => {
      const wrong = raw[name];
      return wrong === undefined ? { name, raw: 0, score: 90, ok: true } : { name, raw: wrong, score: 10, ok: false };
    }),
  };
}
