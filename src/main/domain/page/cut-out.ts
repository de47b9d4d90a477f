import { FailureError, failure } from '#contract/failures.ts';
import type { Corners, Pixels, Point } from '#contract/pixels.ts';
import { reduced } from './grey.ts';
import type { PageSize } from './page-shape.ts';
import { areaOf, isConvex } from './quad.ts';

/** Least area of a page, in square pixels. */
const leastArea = 64;
/** How far outside the picture a corner may lie, as share of its size. */
const mostOutside = 0.25;

/**
 * The corners a page is cut out by: those given, or the picture's own, turned so that the first is the upper left one of the page as it
 * will stand after `turns` quarter turns clockwise.
 * @throws FailureError `page.corners` for corners that cross, dent, enclose nothing, are no numbers or lie far outside
 */
export function turnedCorners(
  corners: Corners,
  turns: number,
  { width, height }: Pick<Pixels, 'width' | 'height'>,
): Corners {
  const [mx, my] = [mostOutside * width, mostOutside * height];
  const isNear = ({ x, y }: Point) => x >= -mx && y >= -my && x <= width + mx && y <= height + my;
  if (!corners.every(isNear) || !isConvex(corners) || areaOf(corners) < leastArea)
    throw new FailureError(failure('page.corners'));
  return corners.map((_, index) => corners[(index + 4 - (turns & 3)) % 4]) as unknown as Corners;
}

/** The corners of a whole picture, turned by `angle` (radians, clockwise) about its middle. */
export function wholeCorners({ width, height }: Pick<Pixels, 'width' | 'height'>, angle: number): Corners {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const at = (x: number, y: number): Point => ({
    x: width / 2 + x * cos - y * sin,
    y: height / 2 + x * sin + y * cos,
  });
  const [w, h] = [width / 2, height / 2];
  return [at(-w, -h), at(w, -h), at(w, h), at(-w, h)];
}

/**
 * Cuts a page out and makes it straight: the perspective of its corners undone, linear between pixels, with the mean taken where
 * it gets smaller. What lies outside the picture continues its edge.
 */
export function cutOut(pixels: Pixels, corners: Corners, size: PageSize): Pixels {
  const shrink = Math.max(1, Math.floor(Math.sqrt(areaOf(corners) / (size.width * size.height)) + 0.25));
  const source = reduced(pixels, shrink);
  const map = perspective(corners.map(({ x, y }) => ({ x: x / shrink, y: y / shrink })) as unknown as Corners);
  const bytes = new Uint8Array(size.width * size.height * source.channels);
  for (let row = 0; row < size.height; row++) cutRow(bytes, source, { row, size, map });
  return { ...size, channels: source.channels, bytes };
}

type Perspective = Readonly<Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h', number>>;

/** The map from the unit square to four corners (Heckbert, Fundamentals of texture mapping, 1989, §2.2.3). */
function perspective([p, q, r, s]: Corners): Perspective {
  const [dx1, dx2, sx] = [q.x - r.x, s.x - r.x, p.x - q.x + r.x - s.x];
  const [dy1, dy2, sy] = [q.y - r.y, s.y - r.y, p.y - q.y + r.y - s.y];
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return {
    ...{ a: q.x - p.x + g * q.x, b: s.x - p.x + h * s.x, c: p.x },
    ...{ d: q.y - p.y + g * q.y, e: s.y - p.y + h * s.y, f: p.y },
    ...{ g, h },
  };
}

/** One row of a page. One loop without calls: this is where the time goes. */
function cutRow(
  out: Uint8Array,
  { width, height, channels, bytes }: Pixels,
  { row, size, map }: { readonly row: number; readonly size: PageSize; readonly map: Perspective },
): void {
  const v = (row + 0.5) / size.height;
  let to = row * size.width * channels;
  for (let column = 0; column < size.width; column++) {
    const u = (column + 0.5) / size.width;
    const w = map.g * u + map.h * v + 1;
    const x = Math.min(width - 1, Math.max(0, (map.a * u + map.b * v + map.c) / w - 0.5));
    const y = Math.min(height - 1, Math.max(0, (map.d * u + map.e * v + map.f) / w - 0.5));
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [fx, fy] = [x - left, y - top];
    const right = left + 1 < width ? channels : 0;
    const lower = top + 1 < height ? width * channels : 0;
    let from = (top * width + left) * channels;
    for (let channel = 0; channel < channels; channel++, from++) {
      const above = (bytes[from] as number) * (1 - fx) + (bytes[from + right] as number) * fx;
      const below = (bytes[from + lower] as number) * (1 - fx) + (bytes[from + lower + right] as number) * fx;
      out[to++] = above * (1 - fy) + below * fy + 0.5;
    }
  }
}
