import { directions, type EdgeList, type Edges } from './edges.ts';

/** A straight line: `nx · x + ny · y = d`, with a normal of length 1. */
export type Line = { readonly nx: number; readonly ny: number; readonly d: number };

/** Where two lines meet; null for (nearly) parallel ones. */
export function meet(a: Line, b: Line): { readonly x: number; readonly y: number } | null {
  const det = a.nx * b.ny - a.ny * b.nx;
  if (!(Math.abs(det) > 1e-6)) return null;
  return { x: (a.d * b.ny - b.d * a.ny) / det, y: (b.d * a.nx - a.d * b.nx) / det };
}

const angles = 180;
/** Degrees to either side of its own direction that an edge votes for. */
const spread = 2;
const cosines = Float64Array.from({ length: angles }, (_, angle) => Math.cos((angle * Math.PI) / angles));
const sines = Float64Array.from({ length: angles }, (_, angle) => Math.sin((angle * Math.PI) / angles));

type Votes = { readonly counts: Uint16Array; readonly reach: number; readonly cx: number; readonly cy: number };

/** Normals that lie within 60° of a direction: so a sheet turned by up to 60° still has two sides in each group. */
export const isUpright = ({ nx }: Line): boolean => Math.abs(nx) >= 0.5;
export const isLevel = ({ ny }: Line): boolean => Math.abs(ny) >= 0.5;

/** The most voted straight lines among edges (Hough, by the edges' own directions), at most `most` of either group. */
export function findLines(edges: Edges, most: number): readonly Line[] {
  const votes = countVotes(edges);
  const peaks = findPeaks(votes, Math.min(edges.width, edges.height) * 0.1);
  const found: Line[] = [];
  let [upright, level] = [0, 0];
  for (const { angle, distance } of peaks) {
    if (upright >= most && level >= most) break;
    const rough = lineOf(votes, angle, distance);
    if (!((isUpright(rough) && upright < most) || (isLevel(rough) && level < most))) continue;
    if (found.some((other) => isSame(other, rough, votes))) continue;
    const line = fitOnce(edges.list, fitOnce(edges.list, rough, 2.5), 1.5);
    if (found.some((other) => isSame(other, line, votes))) continue;
    found.push(line);
    if (isUpright(line)) upright++;
    if (isLevel(line)) level++;
  }
  return found;
}

function countVotes({ width, height, list }: Edges): Votes {
  const [cx, cy] = [width / 2, height / 2];
  const reach = Math.ceil(Math.hypot(cx, cy)) + 2;
  const row = 2 * reach + 1;
  const counts = new Uint16Array(angles * row);
  for (let at = 0; at < list.x.length; at++) {
    const x = (list.x[at] as number) - cx;
    const y = (list.y[at] as number) - cy;
    const direction = Math.round((Math.atan2(list.ny[at] as number, list.nx[at] as number) * angles) / Math.PI);
    for (let turn = direction - spread; turn <= direction + spread; turn++) {
      const angle = (turn + 2 * angles) % angles;
      const distance = Math.round(x * (cosines[angle] as number) + y * (sines[angle] as number)) + reach;
      const cell = angle * row + distance;
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  return { counts, reach, cx, cy };
}

type Peak = { readonly angle: number; readonly distance: number; readonly votes: number };

function findPeaks({ counts, reach }: Votes, least: number): readonly Peak[] {
  const row = 2 * reach + 1;
  const peaks: Peak[] = [];
  for (let angle = 0; angle < angles; angle++)
    for (let distance = 1; distance < row - 1; distance++) {
      const cell = angle * row + distance;
      const votes = counts[cell] as number;
      if (votes < least / 2) continue;
      const both = votes + Math.max(counts[cell - 1] as number, counts[cell + 1] as number);
      if (both < least || votes < (counts[cell - 1] as number) || votes <= (counts[cell + 1] as number)) continue;
      peaks.push({ angle, distance, votes: both });
    }
  return peaks.sort((a, b) => b.votes - a.votes || a.angle - b.angle || a.distance - b.distance).slice(0, 400);
}

function lineOf({ reach, cx, cy }: Votes, angle: number, distance: number): Line {
  const [nx, ny] = [cosines[angle] as number, sines[angle] as number];
  return { nx, ny, d: distance - reach + nx * cx + ny * cy };
}

/** Whether two lines run within a pixel and a half of each other through the middle of the picture, nearly parallel. */
function isSame(a: Line, b: Line, { cx, cy }: Votes): boolean {
  const dot = a.nx * b.nx + a.ny * b.ny;
  if (Math.abs(dot) < 0.9986) return false;
  const offset = (line: Line) => line.d - line.nx * cx - line.ny * cy;
  return Math.abs(offset(a) - Math.sign(dot) * offset(b)) < 1.6;
}

/** The line laid through the edges that run along another, within `near` pixels and 16°. */
function fitOnce({ x, y, nx, ny, starts }: EdgeList, line: Line, near: number): Line {
  let [count, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  const middle = Math.floor((((Math.atan2(line.ny, line.nx) / Math.PI + 1) % 1) * directions) % directions);
  for (let turn = middle - 3; turn <= middle + 3; turn++) {
    const bin = (turn + directions) % directions;
    for (let at = starts[bin] as number; at < (starts[bin + 1] as number); at++) {
      const [px, py] = [x[at] as number, y[at] as number];
      const off = line.nx * px + line.ny * py - line.d;
      if (off > near || off < -near) continue;
      if (Math.abs((nx[at] as number) * line.nx + (ny[at] as number) * line.ny) < 0.96) continue;
      count++;
      sx += px;
      sy += py;
      sxx += px * px;
      sxy += px * py;
      syy += py * py;
    }
  }
  return throughSums({ count, sx, sy, sxx, sxy, syy }) ?? line;
}

type Sums = Readonly<Record<'count' | 'sx' | 'sy' | 'sxx' | 'sxy' | 'syy', number>>;

/** The line with the least squared distances from places given by their sums; null for fewer than eight, or all in one spot. */
function throughSums({ count, sx, sy, sxx, sxy, syy }: Sums): Line | null {
  if (count < 8) return null;
  const [mx, my] = [sx / count, sy / count];
  const [vxx, vxy, vyy] = [sxx / count - mx * mx, sxy / count - mx * my, syy / count - my * my];
  if (!(vxx + vyy > 1)) return null;
  const along = 0.5 * Math.atan2(2 * vxy, vxx - vyy);
  const [nx, ny] = [-Math.sin(along), Math.cos(along)];
  return { nx, ny, d: nx * mx + ny * my };
}

/** The line with the least weighted squared distances from places. @throws RangeError for fewer than two places */
export function throughPlaces(
  places: readonly { readonly x: number; readonly y: number; readonly weight: number }[],
): Line {
  let [count, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  for (const { x, y, weight } of places) {
    count += weight;
    sx += weight * x;
    sy += weight * y;
    sxx += weight * x * x;
    sxy += weight * x * y;
    syy += weight * y * y;
  }
  if (places.length < 2 || !(count > 0)) throw new RangeError('a line needs two places');
  const scale = 8 / count;
  const line = throughSums({
    count: 8,
    sx: sx * scale,
    sy: sy * scale,
    sxx: sxx * scale,
    sxy: sxy * scale,
    syy: syy * scale,
  });
  if (line === null) throw new RangeError('a line needs two places apart');
  return line;
}
