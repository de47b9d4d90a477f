import type { Point } from '#contract/pixels.ts';
import type { Greys } from './greys.ts';
import { type Lattice, placeOf, stepAt } from './lattice.ts';
import { cellSize } from './templates.ts';

/** A line of a zone made straight: cells side by side, column `from` first, with room above and below for shifts. */
export type StraightLine = {
  readonly from: number;
  readonly cell: { readonly width: number; readonly height: number };
  readonly room: number;
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
};

/** Room above and below a cell of full size. */
const room = 4;

/** Columns `from` to `from + count − 1` of a line, as they would look on paper; outside the picture its edge goes on. */
export function straighten(
  greys: Greys,
  lattice: Lattice,
  { line, from, count }: { readonly line: number; readonly from: number; readonly count: number },
): StraightLine {
  const width = count * cellSize.width;
  const height = cellSize.height + 2 * room;
  const values = new Float32Array(width * height);
  const step = stepAt(lattice, from + count / 2, line);
  const parts = Math.min(5, Math.max(1, Math.round(Math.hypot(step.x, step.y) / cellSize.width)));
  for (let column = 0; column < width; column++)
    for (let part = 0; part < parts; part++) {
      const at = from - 0.5 + (column + (part + 0.5) / parts) / cellSize.width;
      addColumn(greys, { values, column, width, height, parts }, rayAt(lattice, at, line));
    }
  return { from, cell: cellSize, room, count, width, height, values };
}

/** The line at half its size. */
export function halfLine({ from, cell, room: margin, count, ...line }: StraightLine): StraightLine {
  const [width, height] = [line.width / 2, line.height / 2];
  const values = new Float32Array(width * height).map((_, at) => {
    const corner = 2 * line.width * Math.floor(at / width) + 2 * (at % width);
    const below = corner + line.width;
    const [a, b] = [line.values[corner] as number, line.values[corner + 1] as number];
    return (a + b + (line.values[below] as number) + (line.values[below + 1] as number)) / 4;
  });
  const half = { width: cell.width / 2, height: cell.height / 2 };
  return { from, cell: half, room: margin / 2, count, width, height, values };
}

/** Where a column of a straight line begins in the picture, and its step downwards. */
type Ray = { readonly x: number; readonly y: number; readonly dx: number; readonly dy: number };

/** Down is where the next line is, but as far as a column is wide: the distance of lines differs from card to card. */
function rayAt(lattice: Lattice, column: number, line: number): Ray {
  const middle = placeOf(lattice, column, line);
  const step = stepAt(lattice, column, line);
  const [above, below] = [placeOf(lattice, column, line - 0.5), placeOf(lattice, column, line + 0.5)];
  const down = { x: below.x - above.x, y: below.y - above.y };
  const scale = Math.hypot(step.x, step.y) / Math.max(1e-6, Math.hypot(down.x, down.y)) / cellSize.width;
  const [dx, dy] = [down.x * scale, down.y * scale];
  const half = cellSize.height / 2 + room;
  return { x: middle.x - half * dx, y: middle.y - half * dy, dx, dy };
}

type Target = {
  readonly values: Float32Array;
  readonly column: number;
  readonly width: number;
  readonly height: number;
  readonly parts: number;
};

function addColumn(greys: Greys, { values, column, width, height, parts }: Target, { x, y, dx, dy }: Ray): void {
  const { width: wide, height: high, values: source } = greys;
  const share = 1 / (parts * parts);
  for (let row = 0; row < height; row++)
    for (let part = 0; part < parts; part++) {
      const down = row + (part + 0.5) / parts;
      const sx = Math.min(wide - 1.001, Math.max(0, x + down * dx - 0.5));
      const sy = Math.min(high - 1.001, Math.max(0, y + down * dy - 0.5));
      const [left, top] = [Math.floor(sx), Math.floor(sy)];
      const [u, v, at] = [sx - left, sy - top, top * wide + left];
      const upper = (source[at] as number) * (1 - u) + (source[at + 1] as number) * u;
      const lower = (source[at + wide] as number) * (1 - u) + (source[at + wide + 1] as number) * u;
      const place = row * width + column;
      values[place] = (values[place] as number) + share * (upper * (1 - v) + lower * v);
    }
}

/** Where a shift of a cell is in the picture: `dx` and `dy` in places of a cell from its middle. */
export function shiftedPlace(
  lattice: Lattice,
  { column, line }: { readonly column: number; readonly line: number },
  { dx, dy }: { readonly dx: number; readonly dy: number },
): Point {
  const ray = rayAt(lattice, column + dx / cellSize.width, line);
  const down = cellSize.height / 2 + room + dy;
  return { x: ray.x + down * ray.dx, y: ray.y + down * ray.dy };
}
