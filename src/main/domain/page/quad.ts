import type { Corners, Point } from '#contract/pixels.ts';

/** Twice the signed area: positive where corners run clockwise as seen (y grows downwards). */
function doubleArea(corners: Corners): number {
  return corners.reduce((sum, { x, y }, index) => {
    const next = corners[(index + 1) % 4] as Point;
    return sum + x * next.y - next.x * y;
  }, 0);
}

/** Area inside four corners, in square pixels. */
export function areaOf(corners: Corners): number {
  return Math.abs(doubleArea(corners)) / 2;
}

/** Lengths of the upper, right, lower and left side. */
export function sidesOf(corners: Corners): readonly [number, number, number, number] {
  const side = (from: Point, to: Point) => Math.hypot(to.x - from.x, to.y - from.y);
  const [a, b, c, d] = corners;
  return [side(a, b), side(b, c), side(c, d), side(d, a)];
}

/** Angles at the four corners, in degrees. */
export function anglesOf(corners: Corners): readonly number[] {
  return corners.map(({ x, y }, index) => {
    const before = corners[(index + 3) % 4] as Point;
    const after = corners[(index + 1) % 4] as Point;
    const [ax, ay, bx, by] = [before.x - x, before.y - y, after.x - x, after.y - y];
    return (Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by) * 180) / Math.PI;
  });
}

/** Whether four corners are numbers and bulge outwards all round, clockwise: no crossing, no dent, some area. */
export function isConvex(corners: Corners): boolean {
  return corners.every(({ x, y }, index) => {
    const after = corners[(index + 1) % 4] as Point;
    const then = corners[(index + 2) % 4] as Point;
    const cross = (after.x - x) * (then.y - after.y) - (after.y - y) * (then.x - after.x);
    return cross > 1;
  });
}

/**
 * Corners clockwise from the upper left one as seen: the one whose two sides lead most to the right and most downwards. Which
 * edge of a paper is its own upper one cannot be seen from its outline; the officer's quarter turns say it.
 */
export function inOrder(corners: Corners): Corners {
  const clockwise: Corners = doubleArea(corners) < 0 ? [corners[0], corners[3], corners[2], corners[1]] : corners;
  const turned = (by: number) => clockwise.map((_, index) => clockwise[(index + by) % 4]) as unknown as Corners;
  const rightness = ([a, b, c, d]: Corners) => b.x - a.x + (c.x - d.x) + (d.y - a.y) + (c.y - b.y);
  return [0, 1, 2, 3].map(turned).reduce((best, each) => (rightness(each) > rightness(best) ? each : best));
}

/** Corners taken to a picture `factor` times as big. */
export function scaled(corners: Corners, factor: number): Corners {
  return corners.map(({ x, y }) => ({ x: x * factor, y: y * factor })) as unknown as Corners;
}
