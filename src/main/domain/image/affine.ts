import type { Point } from '#contract/pixels.ts';

/** A plane map: `x' = a·x + b·y + c`, `y' = d·x + e·y + f`. Places are in pixels from the upper left corner; centres of pixels lie at halves. */
export type Affine = {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
};

/** Where a map takes a place. */
export function applyAffine({ a, b, c, d, e, f }: Affine, { x, y }: Point): Point {
  return { x: a * x + b * y + c, y: d * x + e * y + f };
}

/** The map back. @throws RangeError when the map flattens the plane */
export function invertAffine({ a, b, c, d, e, f }: Affine): Affine {
  const det = a * e - b * d;
  if (!(Math.abs(det) > 1e-12)) throw new RangeError('a flat map has no way back');
  return {
    a: e / det,
    b: -b / det,
    c: (b * f - c * e) / det,
    d: -d / det,
    e: a / det,
    f: (c * d - a * f) / det,
  };
}

/** How many pixels of the source one pixel of the target covers, along one side. */
export function scaleOf({ a, b, d, e }: Affine): number {
  return Math.sqrt(Math.abs(a * e - b * d));
}

/** The map that fills a picture of `width` × `height` with a rectangle of the source. */
export function rectangleMap(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  width: number,
  height: number,
): Affine {
  return { a: box.width / width, b: 0, c: box.x, d: 0, e: box.height / height, f: box.y };
}

/**
 * The turn, scale and shift that takes `from` to `to` with the least sum of squared distances (no mirror image).
 * @throws RangeError when there are fewer than two places, not as many on both sides, or all in one place
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Affine {
  if (from.length !== to.length || from.length < 2) throw new RangeError('a similarity needs two pairs of places');
  const [p, q] = [centroid(from), centroid(to)];
  let [spread, dot, cross] = [0, 0, 0];
  from.forEach(({ x, y }, index) => {
    const target = to[index] ?? q;
    const [px, py, qx, qy] = [x - p.x, y - p.y, target.x - q.x, target.y - q.y];
    spread += px * px + py * py;
    dot += px * qx + py * qy;
    cross += px * qy - py * qx;
  });
  if (!(spread > 1e-9)) throw new RangeError('all places are one');
  const [a, b] = [dot / spread, -cross / spread];
  return { a, b, c: q.x - a * p.x - b * p.y, d: -b, e: a, f: q.y + b * p.x - a * p.y };
}

function centroid(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
