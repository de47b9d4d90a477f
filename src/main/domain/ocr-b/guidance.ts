import type { MrzGuidance } from '#contract/vision.ts';
import type { Greys } from './greys.ts';
import { placeOf, stepAt } from './lattice.ts';
import type { ZoneMatch } from './read-zone.ts';

/** Pitch in pixels that is enough: 2.54 mm at five pixels to the millimetre. */
const leastPitch = 12;
const darkest = 55;
/** Degrees. */
const mostTurn = 15;
/** Most difference of pitch between places of a zone. */
const mostPerspective = 1.28;

/** Why nothing was read, and what helps; without a zone, only what can be said of the picture as a whole. */
export function guidanceOf(greys: Greys, match: ZoneMatch | null): MrzGuidance {
  if (match === null) return levelOf(greys, 0.9) < darkest ? 'dark' : 'noZone';
  if (!liesInside(greys, match)) return 'farther';
  const { lattice, width, cells } = match;
  const pitches = endsOf(match).map(({ column, line }) => {
    const { x, y } = stepAt(lattice, column, line);
    return Math.hypot(x, y);
  });
  const { x, y } = stepAt(lattice, width / 2, cells.length / 2 - 0.5);
  // Upside down counts as upright: it is read either way.
  const turn = Math.abs((Math.atan(y / (x === 0 ? 1e-9 : x)) * 180) / Math.PI);
  const [paper, shining] = lightOf(greys, match);
  if (paper < darkest) return 'dark';
  if (shining) return 'glare';
  if (Math.min(...pitches) < leastPitch) return 'nearer';
  if (turn > mostTurn || Math.max(...pitches) > mostPerspective * Math.min(...pitches)) return 'tilt';
  return match.blur >= 2 ? 'blur' : 'hold';
}

const endsOf = ({ width, cells }: ZoneMatch) =>
  [0, width - 1].flatMap((column) => [0, cells.length - 1].map((line) => ({ column, line })));

/** Whether all of a zone is in the picture, each character whole. */
export function liesInside({ width, height }: Greys, match: ZoneMatch): boolean {
  const { lattice, cells } = match;
  return endsOf(match).every(({ column, line }) => {
    const { x: stepX, y: stepY } = stepAt(lattice, column, line);
    const half = 0.35 * Math.hypot(stepX, stepY);
    const outwards = { column: column === 0 ? -0.2 : column + 0.2, line };
    const { x, y } = placeOf(lattice, outwards.column, Math.min(outwards.line, cells.length - 1));
    return x > half && y > half && x < width - half && y < height - half;
  });
}

/** The grey that a share of the picture is darker than. */
function levelOf({ values }: Greys, share: number): number {
  const counts = new Uint32Array(256);
  const step = Math.max(1, Math.floor(values.length / 20_000));
  let total = 0;
  for (let at = 0; at < values.length; at += step, total++) {
    const value = values[at] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  let below = 0;
  for (let value = 0; value < 256; value++) {
    below += counts[value] as number;
    if (below >= share * total) return value;
  }
  return 255;
}

/** How bright the paper of the zone is, and whether several cells in it are washed out by light. */
function lightOf(greys: Greys, { lattice, width, cells }: ZoneMatch): readonly [paper: number, shining: boolean] {
  const around: number[] = [];
  let washed = 0;
  const usual =
    cells
      .flat()
      .map(({ contrast }) => contrast)
      .sort((a, b) => a - b)[(cells.length * width) >> 1] ?? 0;
  cells.forEach((line, at) => {
    line.forEach(({ contrast }, column) => {
      const { x, y } = placeOf(lattice, column + 0.5, at);
      const value = greys.values[Math.round(y) * greys.width + Math.round(x)] ?? 0;
      around.push(value);
      if (value > 245 && contrast < 0.45 * usual) washed++;
    });
  });
  around.sort((a, b) => a - b);
  return [around[Math.floor(around.length * 0.75)] ?? 0, washed >= 2];
}
