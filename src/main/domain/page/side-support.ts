import type { Edges } from './edges.ts';
import type { Grey } from './grey.ts';
import type { Line } from './lines.ts';

/** What stands along a line, summed up from its start, so that any stretch of it is judged by two look-ups. */
export type Track = {
  readonly line: Line;
  /** Whether it is an edge of the frame itself, where a sheet that is cut off ends. */
  readonly isFrame: boolean;
  /** Place `along = 0` of the line, and its direction. */
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly reach: number;
  /** Places with an edge that runs along the line, up to each place. */
  readonly edges: Float32Array;
  /** How steep those edges are, in grey values between neighbours. */
  readonly slopes: Float32Array;
  /** Brightness on the side the normal points to, less that on the other; and the same without its sign. */
  readonly steps: Float32Array;
  readonly turmoil: Float32Array;
};

/** Cosine of the angle by which an edge may differ from its line. */
const aligned = 0.94;
/** How far from the line brightness is compared, in pixels. */
const beside = [3, 5] as const;

/** Goes along a line through the picture. */
export function trackOf(line: Line, isFrame: boolean, edges: Edges, grey: Grey): Track {
  const { width, height } = grey;
  const reach = Math.ceil(Math.hypot(width, height) / 2) + 2;
  const [dx, dy] = [-line.ny, line.nx];
  const middle = line.d - line.nx * (width / 2) - line.ny * (height / 2);
  const [x, y] = [width / 2 + middle * line.nx, height / 2 + middle * line.ny];
  const size = 2 * reach + 2;
  const track = {
    ...{ line, isFrame, x, y, dx, dy, reach },
    edges: new Float32Array(size),
    slopes: new Float32Array(size),
    steps: new Float32Array(size),
    turmoil: new Float32Array(size),
  };
  for (let at = 0; at <= 2 * reach; at++) {
    const [px, py] = [x + (at - reach) * dx, y + (at - reach) * dy];
    const isIn = px >= 0 && py >= 0 && px <= width - 1 && py <= height - 1;
    const slope = isIn ? slopeAt(edges, line, px, py) : 0;
    const step = isIn ? stepAt(grey, line, px, py) : 0;
    track.edges[at + 1] = (track.edges[at] as number) + (slope > 0 ? 1 : 0);
    track.slopes[at + 1] = (track.slopes[at] as number) + slope;
    track.steps[at + 1] = (track.steps[at] as number) + step;
    track.turmoil[at + 1] = (track.turmoil[at] as number) + Math.abs(step);
  }
  return track;
}

/** How steep an edge is that runs along the line at a place; 0 where none does. */
function slopeAt({ width, height, gx, gy, on }: Edges, { nx, ny }: Line, px: number, py: number): number {
  for (let offset = -1.5; offset <= 1.5; offset += 0.75) {
    const x = Math.round(px + offset * nx);
    const y = Math.round(py + offset * ny);
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const at = y * width + x;
    if (on[at] !== 1) continue;
    const [ex, ey] = [gx[at] as number, gy[at] as number];
    const length = Math.sqrt(ex * ex + ey * ey);
    if (Math.abs(ex * nx + ey * ny) >= aligned * length) return length / 8;
  }
  return 0;
}

function stepAt(grey: Grey, { nx, ny }: Line, px: number, py: number): number {
  let sum = 0;
  for (const far of beside)
    sum += valueAt(grey, px + far * nx, py + far * ny) - valueAt(grey, px - far * nx, py - far * ny);
  return sum / beside.length;
}

function valueAt({ width, height, bytes }: Grey, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, Math.round(x)));
  return bytes[Math.min(height - 1, Math.max(0, Math.round(y))) * width + column] as number;
}

/** Worth of a stretch of a line as the side of a sheet. */
export type Side = {
  /** Share of the stretch where an edge runs, 0 to 1. */
  readonly support: number;
  /** Share of the line just beyond both its ends where the edge goes on: a sheet's side ends at its corners. */
  readonly overrun: number;
  /** Step of brightness towards the normal, −1 to 1: near 1 from 10 grey values on, if it goes the same way all along. */
  readonly step: number;
  /** How steep its edge is, in grey values between neighbours. */
  readonly slope: number;
  readonly length: number;
};

/** What a side is worth that is the edge of the frame: nothing can be seen there. */
const frameSupport = 0.25;

/** Judges the stretch between two places of the line. */
export function sideOf(track: Track, from: { x: number; y: number }, to: { x: number; y: number }): Side {
  const along = (place: { x: number; y: number }) => (place.x - track.x) * track.dx + (place.y - track.y) * track.dy;
  const [a, b] = [along(from), along(to)];
  const [start, end] = a < b ? [a, b] : [b, a];
  const length = end - start;
  if (track.isFrame) return { support: frameSupport, overrun: 0, step: 0, slope: 0, length };
  const margin = 0.06 * length;
  const beyond = Math.max(6, 0.12 * length);
  const [lower, upper] = [start - 3, end + 3];
  const outer = between(track, track.edges, lower - beyond, lower) + between(track, track.edges, upper, upper + beyond);
  const stretch = stretchOf(track, start + margin, end - margin);
  return { ...stretch, overrun: outer / (2 * beyond), length };
}

function stretchOf(track: Track, from: number, to: number): Pick<Side, 'support' | 'step' | 'slope'> {
  const length = Math.max(1, to - from);
  const edges = between(track, track.edges, from, to);
  const steps = between(track, track.steps, from, to);
  const turmoil = between(track, track.turmoil, from, to);
  return {
    support: edges / length,
    step: turmoil > 0 ? (Math.tanh(Math.abs(steps) / length / 10) * steps) / turmoil : 0,
    slope: edges > 0 ? between(track, track.slopes, from, to) / edges : 0,
  };
}

/**
 * How much the best stretch of a line looks like the side of a sheet: more for a longer stretch, so that lines of print come after
 * the edges of what they stand on. `unit` is the height of the picture.
 */
export function promiseOf(track: Track, unit: number): number {
  let best = 0;
  for (const share of [0.3, 0.6, 1.2]) {
    const length = share * unit;
    for (let from = -track.reach; from + length <= track.reach; from += length / 4) {
      const { support, step, slope } = stretchOf(track, from, from + length);
      const worth = support * (1 + 0.3 * Math.min(1, slope / 12)) + Math.abs(step);
      best = Math.max(best, worth * (0.85 + 0.5 * share));
    }
  }
  return best;
}

function between({ reach }: Track, sums: Float32Array, from: number, to: number): number {
  const at = (place: number) => sums[Math.min(2 * reach + 1, Math.max(0, Math.round(place) + reach))] as number;
  return at(to) - at(from);
}
