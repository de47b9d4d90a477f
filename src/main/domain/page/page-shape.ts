import type { Corners, Pixels } from '#contract/pixels.ts';
import { sidesOf } from './quad.ts';

/** Width and height of a page, in pixels. */
export type PageSize = { readonly width: number; readonly height: number };

/** Longest side of a page: A4 at 200 dots per inch. */
export const mostLongSide = 2339;

/** Shapes that are known: ratio of long to short side, and the long side at the resolution wanted. */
const shapes = [
  // ISO 216 A4 at 200 dots per inch; A5 and a page of a passport (ID-3, 1.42) have the same shape.
  { ratio: Math.SQRT2, longSide: mostLongSide, tolerance: 0.05 },
  // ISO/IEC 7810 ID-1 at 300 dots per inch.
  { ratio: 85.6 / 53.98, longSide: 1011, tolerance: 0.05 },
] as const;
/** How much larger than it was taken a page may become: more shows nothing more. */
const mostGrowth = 1.2;

/**
 * Size a page gets when it is cut out: A4 as at 200 dots per inch, a card as at 300, everything else with a long side like A4;
 * hardly larger than it was taken. The ratio of its sides is worked out of the perspective.
 */
export function pageSize(corners: Corners, picture: Pick<Pixels, 'width' | 'height'>): PageSize {
  const [top, right, bottom, left] = sidesOf(corners);
  const ratio = ratioOf(corners, picture);
  const isWide = ratio >= 1;
  const measured = isWide ? ratio : 1 / ratio;
  const shape = shapes.find((each) => Math.abs(measured / each.ratio - 1) < each.tolerance);
  const taken = Math.max(top, right, bottom, left);
  const long = Math.max(1, Math.min(shape?.longSide ?? mostLongSide, Math.ceil(mostGrowth * taken)));
  const short = Math.max(1, Math.round(long / (shape?.ratio ?? measured)));
  return isWide ? { width: long, height: short } : { width: short, height: long };
}

/** Squared focal lengths in diagonals of the picture: lenses of cameras and telephones see 30° to 100°; the usual ones about 64°. */
const [leastFocal2, usualFocal2, mostFocal2] = [0.17, 0.64, 3.5] as const;

/** How much opposite sides must differ both ways before the lens can be told from them. */
const leastTaper = 0.03;

/**
 * Width divided by height of a rectangle seen in perspective, the middle of the picture being the middle of the lens (Zhang and
 * He, Whiteboard scanning and image enhancement, 2007, §3). Where the lens cannot be told from it (a sheet
 * tilted about one of its own axes), a usual one is taken; where that makes no sense, the means of its sides.
 */
export function ratioOf(corners: Corners, { width, height }: Pick<Pixels, 'width' | 'height'>): number {
  const [top, right, bottom, left] = sidesOf(corners);
  const plain = (top + bottom) / (left + right);
  const [m1, m2, m4, m3] = corners.map(({ x, y }) => [x - width / 2, y - height / 2, 1] as const) as [
    Ray,
    Ray,
    Ray,
    Ray,
  ];
  const k2 = dot(cross(m1, m4), m3) / dot(cross(m2, m4), m3);
  const k3 = dot(cross(m1, m4), m2) / dot(cross(m3, m4), m2);
  const n2 = m2.map((value, index) => k2 * value - (m1[index] as number)) as unknown as Ray;
  const n3 = m3.map((value, index) => k3 * value - (m1[index] as number)) as unknown as Ray;
  const seen2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]);
  const diagonal2 = width * width + height * height;
  const isTold = Math.min(Math.abs(n2[2]), Math.abs(n3[2])) > leastTaper;
  const focal2 =
    isTold && seen2 > leastFocal2 * diagonal2 && seen2 < mostFocal2 * diagonal2 ? seen2 : usualFocal2 * diagonal2;
  const long = (n: Ray) => (n[0] * n[0] + n[1] * n[1]) / focal2 + n[2] * n[2];
  const ratio = Math.sqrt(long(n2) / long(n3));
  return ratio > 0.7 * plain && ratio < 1.4 * plain ? ratio : plain;
}

type Ray = readonly [number, number, number];

const dot = (a: Ray, b: Ray) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Ray, b: Ray): Ray => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
