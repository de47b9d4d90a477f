import type { StraightLine } from './straighten.ts';
import { alphabet, cellSize } from './templates.ts';

/** How a cell looks: the correlation with each character, the best of all shifts, and where that of the best one was. */
export type CellMatch = {
  /** By place in `alphabet`, −1 to 1. */
  readonly scores: Float32Array;
  readonly best: number;
  /** Shift of the best character, in places of a cell of full size. */
  readonly dx: number;
  readonly dy: number;
  /** Deviation of the cell's grey: none where nothing is printed. */
  readonly contrast: number;
};

/** Shifts, in places of the line's own cells; upwards and downwards at most its room. */
export type Shifts = readonly (readonly [x: number, y: number])[];

/** Every shift of so many places either way. */
export function shiftsWithin(most: number): Shifts {
  const steps = Array.from({ length: 2 * most + 1 }, (_, at) => at - most);
  return steps.flatMap((y) => steps.map((x) => [x, y] as const));
}

/** What a cell is compared with: `shifts` for every character, `more` for those that are nearly the best. */
export type Comparison = { readonly template: Float32Array; readonly shifts: Shifts; readonly more: Shifts };

/** How far behind the best a character may be and still be looked at more closely. */
const contending = 0.12;

/** Compares a cell of a line with every character. */
export function matchCell(line: StraightLine, cell: number, { template, shifts, more }: Comparison): CellMatch {
  const size = line.cell.width * line.cell.height;
  const patch = new Float32Array(size);
  const scores = new Float32Array(alphabet.length).fill(-1);
  const best = { glyph: 0, score: -2, dx: 0, dy: 0 };
  let contrast = 0;
  const round = ([x, y]: readonly [number, number], least: number) => {
    const length = cut(line, { left: cell * line.cell.width + x, top: line.room + y }, patch);
    if (x === 0 && y === 0) contrast = length / Math.sqrt(size);
    if (length < 1e-3) return;
    for (let glyph = 0; glyph < scores.length; glyph++) {
      if ((scores[glyph] as number) < least) continue;
      const score = product(template, glyph * size, patch) / length;
      if (score > (scores[glyph] as number)) scores[glyph] = score;
      if (score <= best.score) continue;
      best.glyph = glyph;
      best.score = score;
      best.dx = x;
      best.dy = y;
    }
  };
  for (const shift of shifts) round(shift, -1);
  const least = best.score - contending;
  for (const shift of more) round(shift, least);
  const scale = cellSize.width / line.cell.width;
  return { scores, best: best.glyph, dx: best.dx * scale, dy: best.dy * scale, contrast };
}

/** Four sums at a time: this is where the reader's time goes. */
function product(template: Float32Array, from: number, patch: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < patch.length; at += 4) {
    a += (template[from + at] as number) * (patch[at] as number);
    b += (template[from + at + 1] as number) * (patch[at + 1] as number);
    c += (template[from + at + 2] as number) * (patch[at + 2] as number);
    d += (template[from + at + 3] as number) * (patch[at + 3] as number);
  }
  return a + b + c + d;
}

/** Cuts a cell out, without its mean; gives its length as a vector. Beyond the line's ends its last column goes on. */
function cut(line: StraightLine, { left, top }: { left: number; top: number }, patch: Float32Array): number {
  const { width, values, cell } = line;
  let sum = 0;
  for (let row = 0, at = 0; row < cell.height; row++) {
    const from = (top + row) * width;
    for (let column = left; column < left + cell.width; column++, at++) {
      const value = values[from + (column < 0 ? 0 : column >= width ? width - 1 : column)] as number;
      patch[at] = value;
      sum += value;
    }
  }
  const mean = sum / patch.length;
  let squares = 0;
  for (let at = 0; at < patch.length; at++) {
    const value = (patch[at] as number) - mean;
    patch[at] = value;
    squares += value * value;
  }
  return Math.sqrt(squares);
}
