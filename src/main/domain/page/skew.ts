import type { Pixels } from '#contract/pixels.ts';
import { findEdges } from './edges.ts';
import { greyOf, shrunk } from './grey.ts';

const workingSide = 600;
/** Greatest skew that is undone, and the step in which it is looked for, in degrees. */
const [most, step] = [8, 0.25];
/** How much sharper the rows must stand at the angle found than on the average of all. */
const leastLead = 1.2;

/**
 * By how many degrees clockwise the print of a whole picture is turned, −8 to 8; 0 where there is no print in rows. Rows (or
 * columns, if it lies on its side) stand sharpest at the right angle: the sum of squares of the projection of its edges.
 */
export function skewOf(pixels: Pixels): number {
  const grey = greyOf(pixels);
  const small = shrunk(grey, Math.max(1, Math.ceil(Math.max(grey.width, grey.height) / workingSide)));
  if (small.width < 32 || small.height < 32) return 0;
  const { list } = findEdges(small);
  if (list.x.length < 200) return 0;
  const angles = Array.from({ length: (2 * most) / step + 1 }, (_, index) => -most + index * step);
  const sharp = angles.map((angle) => sharpness(list, angle, small.width + small.height));
  const mean = sharp.reduce((sum, value) => sum + value, 0) / sharp.length;
  const best = sharp.indexOf(Math.max(...sharp));
  const isEnd = best === 0 || best === sharp.length - 1;
  return isEnd || (sharp[best] ?? 0) < leastLead * mean ? 0 : (angles[best] ?? 0);
}

function sharpness({ x, y, ny, nx }: ReturnType<typeof findEdges>['list'], degrees: number, reach: number): number {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const rows = new Uint32Array(4 * reach);
  for (let at = 0; at < x.length; at++) {
    const [px, py] = [x[at] as number, y[at] as number];
    const isRow = Math.abs(ny[at] as number) > Math.abs(nx[at] as number);
    const place = Math.round(isRow ? py * cos - px * sin : 3 * reach + px * cos + py * sin);
    const cell = Math.max(0, place + (isRow ? reach / 2 : -reach / 2)) | 0;
    rows[cell] = (rows[cell] as number) + 1;
  }
  let sum = 0;
  for (const count of rows) sum += count * count;
  return sum;
}
