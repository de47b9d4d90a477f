import type { Point } from '#contract/pixels.ts';
import { leastSquares } from './least-squares.ts';

/** Where the middle of each character of a zone is: a smooth function of its column and its line, both from 0. */
export type Lattice = { readonly x: readonly number[]; readonly y: readonly number[] };

/** A character whose place is known. */
export type Placed = { readonly column: number; readonly line: number; readonly at: Point };

/** Columns are counted from the middle of a line of thirty, so that the terms are of one size. */
const terms = (column: number, line: number): readonly number[] => {
  const [c, l] = [(column - 14.5) / 15, line - 1];
  return [1, c, l, c * c, c * l, l * l, c * c * l, c * c * c];
};

/** Little where many characters are known; where few are, the zone is taken for flat and seen straight. */
const damping = [1e-6, 1e-6, 1e-4, 0.02, 0.02, 0.5, 0.1, 0.1];

/** The lattice that lies nearest to the known places; those far beside it are left out of it. */
export function fitLattice(placed: readonly Placed[]): Lattice {
  const first = latticeOf(placed);
  const pitch = Math.abs((first.x[1] ?? 0) / 15) + Math.abs((first.y[1] ?? 0) / 15);
  const kept = placed.filter(({ column, line, at }) => {
    const there = placeOf(first, column, line);
    return Math.hypot(there.x - at.x, there.y - at.y) < 0.3 * pitch;
  });
  return kept.length < 8 ? first : latticeOf(kept);
}

function latticeOf(placed: readonly Placed[]): Lattice {
  const rows = placed.map(({ column, line }) => terms(column, line));
  const along = (of: (at: Point) => number) =>
    leastSquares(
      rows,
      placed.map(({ at }) => of(at)),
      damping,
    );
  return { x: along(({ x }) => x), y: along(({ y }) => y) };
}

const sum = (coefficients: readonly number[], parts: readonly number[]) =>
  parts.reduce((total, part, at) => total + part * (coefficients[at] ?? 0), 0);

/** The middle of a character; columns and lines may be broken numbers, and lie outside the zone. */
export function placeOf({ x, y }: Lattice, column: number, line: number): Point {
  const parts = terms(column, line);
  return { x: sum(x, parts), y: sum(y, parts) };
}

/** The step from one column to the next, in pixels, at a place of the zone. */
export function stepAt(lattice: Lattice, column: number, line: number): Point {
  const [before, after] = [placeOf(lattice, column - 0.5, line), placeOf(lattice, column + 0.5, line)];
  return { x: after.x - before.x, y: after.y - before.y };
}

/** The same zone of a picture that is `factor` times as large. */
export function enlarged({ x, y }: Lattice, factor: number): Lattice {
  return { x: x.map((value) => value * factor), y: y.map((value) => value * factor) };
}

/** The same zone of `lines` lines of `width` characters, upside down: its last character comes first. */
export function upsideDown(lattice: Lattice, lines: number, width: number): Lattice {
  const placed: Placed[] = [];
  for (let line = 0; line < lines; line++)
    for (let column = 0; column < width; column += 4)
      placed.push({ column, line, at: placeOf(lattice, width - 1 - column, lines - 1 - line) });
  return latticeOf(placed);
}
