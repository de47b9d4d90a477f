import type { Corners, Point } from '#contract/pixels.ts';
import type { Grey } from './grey.ts';
import { type Line, meet, throughPlaces } from './lines.ts';
import { isConvex } from './quad.ts';

/** Places looked at along each side, without its ends: corners may be round or bent. */
const places = 40;
const [first, last] = [0.08, 0.92];

type Place = { readonly x: number; readonly y: number; readonly weight: number };

/**
 * Moves corners that are right to within `reach` pixels to where the sides really are: the steepest step across each side at
 * many places, and the straight line most of them agree on. Corners are places (pixel centres at halves). `tone` says
 * whether the sheet is brighter than the table (1), darker (−1) or either (0).
 */
export function refined(grey: Grey, corners: Corners, reach: number, tone: number): Corners {
  const lines = corners.map((corner, index) =>
    refinedSide(grey, corner, corners[(index + 1) % 4] as Point, reach, tone),
  );
  const moved = lines.map((line, index) => meet(lines[(index + 3) % 4] as Line, line));
  const isNear = moved.every((place, index) => {
    const before = corners[index] as Point;
    return place !== null && Math.hypot(place.x - before.x, place.y - before.y) < 4 * reach + 4;
  });
  const after = moved as unknown as Corners;
  return isNear && isConvex(after) ? after : corners;
}

function refinedSide(grey: Grey, from: Point, to: Point, reach: number, tone: number): Line {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  // Corners run clockwise, so the sheet lies to the right of the way from one to the next.
  const inward = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
  const found: Place[] = [];
  for (let index = 0; index < places; index++) {
    const along = first + ((last - first) * index) / (places - 1);
    const middle = { x: from.x + along * (to.x - from.x), y: from.y + along * (to.y - from.y) };
    const step = steepest(profile(grey, middle, inward, reach), tone);
    if (step === null) continue;
    const offset = step.at - reach;
    found.push({ x: middle.x + offset * inward.x, y: middle.y + offset * inward.y, weight: step.height });
  }
  const straight: Line = { nx: inward.x, ny: inward.y, d: inward.x * from.x + inward.y * from.y };
  return found.length < places / 4 ? straight : agreed(found, straight, reach);
}

/** Brightness across a side, from `reach` pixels outside it to `reach` inside, each the mean of three places along it. */
function profile(grey: Grey, middle: Point, inward: Point, reach: number): Float64Array {
  const values = new Float64Array(2 * reach + 1);
  for (let at = 0; at < values.length; at++)
    for (const beside of [-1, 0, 1]) {
      const x = middle.x + (at - reach) * inward.x - beside * inward.y;
      const y = middle.y + (at - reach) * inward.y + beside * inward.x;
      values[at] = (values[at] as number) + between(grey, x - 0.5, y - 0.5) / 3;
    }
  return values;
}

function between({ width, height, bytes }: Grey, x: number, y: number): number {
  const left = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(y)));
  const [right, low] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [u, v] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top))];
  const above = (bytes[top * width + left] as number) * (1 - u) + (bytes[top * width + right] as number) * u;
  const below = (bytes[low * width + left] as number) * (1 - u) + (bytes[low * width + right] as number) * u;
  return above * (1 - v) + below * v;
}

/** Where a profile climbs most (falls, for a dark sheet), between pixels; null where it is flat. */
function steepest(values: Float64Array, tone: number): { readonly at: number; readonly height: number } | null {
  const slope = (at: number) => {
    const rise = (values[at + 1] as number) - (values[at - 1] as number);
    return tone === 0 ? Math.abs(rise) : tone * rise;
  };
  let best = 2;
  for (let at = 3; at < values.length - 2; at++) if (slope(at) > slope(best)) best = at;
  const height = slope(best);
  if (height < 3) return null;
  const [before, after] = [slope(best - 1), slope(best + 1)];
  const bend = before - 2 * height + after;
  return { at: best + (bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend)) : 0), height };
}

/** The line most places agree on: begun at the best of the middle ones, then tightened twice. */
function agreed(found: readonly Place[], straight: Line, reach: number): Line {
  let line = bestPair(found) ?? straight;
  for (const near of [Math.max(2, reach / 3), 1.5, 1]) {
    const close = found.filter(({ x, y }) => Math.abs(line.nx * x + line.ny * y - line.d) <= near);
    if (close.length < places / 4) return line;
    line = throughPlaces(close.map((place) => ({ ...place, weight: Math.sqrt(place.weight) })));
  }
  return line;
}

/** Of lines through pairs of places far apart, the one that passes most others within a pixel and a half. */
function bestPair(found: readonly Place[]): Line | null {
  let [best, most] = [null as Line | null, 0];
  const third = Math.floor(found.length / 3);
  for (let a = 0; a < third; a++)
    for (let b = found.length - third; b < found.length; b++) {
      const [from, to] = [found[a] as Place, found[b] as Place];
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      if (length < 1) continue;
      const [nx, ny] = [-(to.y - from.y) / length, (to.x - from.x) / length];
      const d = nx * from.x + ny * from.y;
      let count = 0;
      for (const { x, y } of found) if (Math.abs(nx * x + ny * y - d) <= 1.5) count++;
      if (count > most) [best, most] = [{ nx, ny, d }, count];
    }
  return best;
}
