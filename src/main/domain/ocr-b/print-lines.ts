import type { Blob } from './blobs.ts';
import { leastSquares } from './least-squares.ts';

/** Characters in a line at a fixed pitch: each with its column, counted from any one of them. */
export type PrintLine = {
  readonly marks: readonly { readonly column: number; readonly blob: Blob }[];
  /** Distance of columns in pixels, in the line's middle. */
  readonly pitch: number;
  /** Rise of y for each pixel of x. */
  readonly slope: number;
};

/** Steepest line that is looked for: twenty degrees of the card and some of perspective. */
const steepest = 0.5;
/** The fewest characters that make a line. */
const fewest = 6;

/** Lines of characters at a fixed pitch, longest first. */
export function printLines(blobs: readonly Blob[]): readonly PrintLine[] {
  const near = neighbourhood(blobs);
  const first = links(blobs, near, () => steepest);
  const lean = commonSlope(blobs, first);
  const next = links(blobs, near, (dx, dy) => (Math.abs(dy - lean * dx) / dx < 0.16 ? steepest : -1));
  const chains = chainsOf(blobs, next);
  const used = new Set<Blob>();
  const lines: PrintLine[] = [];
  for (const chain of chains) {
    const free = chain.filter((blob) => !used.has(blob));
    if (free.length < 4) continue;
    const line = regular(grown(free, near, used));
    if (line === null) continue;
    for (const { blob } of line.marks) used.add(blob);
    lines.push(line);
  }
  return lines.sort((a, b) => b.marks.length - a.marks.length);
}

/** Pieces of ink whose middle lies in a box. */
type Near = (left: number, top: number, right: number, bottom: number) => readonly Blob[];

const cell = 24;

function neighbourhood(blobs: readonly Blob[]): Near {
  const cells = new Map<number, Blob[]>();
  const key = (column: number, row: number) => row * 65_536 + column;
  for (const blob of blobs) {
    const at = key(Math.floor(blob.x / cell), Math.floor(blob.y / cell));
    const there = cells.get(at);
    if (there === undefined) cells.set(at, [blob]);
    else there.push(blob);
  }
  return (left, top, right, bottom) => {
    const found: Blob[] = [];
    for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row++)
      for (let column = Math.floor(left / cell); column <= Math.floor(right / cell); column++)
        for (const blob of cells.get(key(column, row)) ?? [])
          if (blob.x >= left && blob.x <= right && blob.y >= top && blob.y <= bottom) found.push(blob);
    return found;
  };
}

/** The right neighbour of each piece: about one height away, of about the same height, and in the allowed direction. */
function links(blobs: readonly Blob[], near: Near, steep: (dx: number, dy: number) => number): ReadonlyMap<Blob, Blob> {
  const best = new Map<Blob, Blob>();
  for (const blob of blobs) {
    const { x, y, height } = blob;
    const fall = steepest * 1.6 * height;
    let least = Number.POSITIVE_INFINITY;
    for (const other of near(x + 0.55 * height, y - fall, x + 1.6 * height, y + fall)) {
      const ratio = other.height / height;
      const [dx, dy] = [other.x - x, other.y - y];
      if (ratio < 0.62 || ratio > 1.6 || Math.abs(dy) > steep(dx, dy) * dx) continue;
      const cost = dx / height + Math.abs(dy) / height + Math.abs(Math.log(ratio));
      if (cost >= least) continue;
      least = cost;
      best.set(blob, other);
    }
  }
  return best;
}

/** The slope most links have: those that go on in the same way and at the same step, as characters of a zone do. */
function commonSlope(blobs: readonly Blob[], next: ReadonlyMap<Blob, Blob>): number {
  const bins = new Float64Array(51);
  for (const blob of blobs) {
    const other = next.get(blob);
    const third = other && next.get(other);
    if (other === undefined || third === undefined) continue;
    const slope = (third.y - blob.y) / (third.x - blob.x);
    const bent = (third.y - other.y) / (third.x - other.x) - (other.y - blob.y) / (other.x - blob.x);
    const uneven = Math.log((third.x - other.x) / (other.x - blob.x));
    const bin = Math.round(slope * 50) + 25;
    if (Math.abs(bent) > 0.2 || Math.abs(uneven) > 0.2 || bin < 1 || bin > 49) continue;
    const weight = Math.min(blob.height, other.height, third.height);
    for (const [step, part] of [
      [-1, 1],
      [0, 2],
      [1, 1],
    ] as const)
      bins[bin + step] = (bins[bin + step] as number) + part * weight;
  }
  return (bins.indexOf(Math.max(...bins)) - 25) / 50;
}

/** Runs of pieces that are each other's neighbours, longest first. */
function chainsOf(blobs: readonly Blob[], next: ReadonlyMap<Blob, Blob>): readonly (readonly Blob[])[] {
  const before = new Map<Blob, Blob>();
  for (const [blob, right] of next) {
    const other = before.get(right);
    if (other === undefined || right.x - blob.x < right.x - other.x) before.set(right, blob);
  }
  const follows = (blob: Blob) => {
    const right = next.get(blob);
    return right !== undefined && before.get(right) === blob ? right : undefined;
  };
  const chains: Blob[][] = [];
  for (const blob of blobs) {
    const left = before.get(blob);
    if (left !== undefined && next.get(left) === blob) continue;
    const chain: Blob[] = [];
    for (let at: Blob | undefined = blob; at !== undefined; at = follows(at)) chain.push(at);
    if (chain.length >= 4) chains.push(chain);
  }
  return chains.sort((a, b) => b.length - a.length);
}

type Mark = { readonly column: number; readonly blob: Blob };

const middleOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** The chain with columns, taken further both ways as long as something stands where the next characters would. */
function grown(chain: readonly Blob[], near: Near, used: ReadonlySet<Blob>): readonly Mark[] {
  const steps = chain.slice(1).map((blob, at) => blob.x - (chain[at]?.x ?? 0));
  const pitch = middleOf(steps);
  let column = 0;
  let marks: Mark[] = chain.map((blob, at) => {
    if (at > 0) column += Math.max(1, Math.round((steps[at - 1] ?? pitch) / pitch));
    return { column, blob };
  });
  const height = middleOf(chain.map((blob) => blob.height));
  for (const way of [1, -1] as const)
    for (let more = nextMark(marks, way); more !== null; more = nextMark(marks, way))
      marks = way === 1 ? [...marks, more] : [more, ...marks];
  return marks;

  function nextMark(all: readonly Mark[], way: 1 | -1): Mark | null {
    if (all.length > 60) return null;
    const end = all.at(way === 1 ? -1 : 0);
    const inner = all.at(way === 1 ? -Math.min(9, all.length) : Math.min(8, all.length - 1));
    if (end === undefined || inner === undefined || end.column === inner.column) return null;
    const span = end.column - inner.column;
    const step = { x: (end.blob.x - inner.blob.x) / span, y: (end.blob.y - inner.blob.y) / span };
    for (let skip = 1; skip <= 5; skip++) {
      const [x, y] = [end.blob.x + way * skip * step.x, end.blob.y + way * skip * step.y];
      const [roomX, roomY] = [0.3 * step.x, (0.2 + 0.05 * skip) * step.x];
      const there = near(x - roomX, y - roomY, x + roomX, y + roomY).filter(
        (blob) => !used.has(blob) && blob.height > 0.6 * height && blob.height < 1.6 * height,
      );
      const [nearest] = there.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y));
      if (nearest !== undefined) return { column: end.column + way * skip, blob: nearest };
    }
    return null;
  }
}

/** The line if its characters stand at a fixed pitch, as far as a slight curve goes; pieces beside it are left out. */
function regular(marks: readonly Mark[]): PrintLine | null {
  if (marks.length < fewest) return null;
  const curveOf = (kept: readonly Mark[], place: (blob: Blob) => number) =>
    leastSquares(
      kept.map(({ column }) => [1, column, column * column]),
      kept.map(({ blob }) => place(blob)),
      [1e-9, 1e-9, kept.length < 12 ? 1e9 : 1e-9],
    );
  const at = ([a = 0, b = 0, c = 0]: readonly number[], column: number) => a + b * column + c * column * column;
  const first = curveOf(marks, (blob) => blob.x);
  const rough = Math.abs(first[1] ?? 0);
  const kept = marks.filter(({ column, blob }) => Math.abs(at(first, column) - blob.x) < 0.35 * rough);
  if (kept.length < fewest) return null;
  const [x, y] = [curveOf(kept, (blob) => blob.x), curveOf(kept, (blob) => blob.y)];
  const middle = middleOf(kept.map(({ column }) => column));
  const pitch = (x[1] ?? 0) + 2 * (x[2] ?? 0) * middle;
  const rise = (y[1] ?? 0) + 2 * (y[2] ?? 0) * middle;
  const off = Math.sqrt(kept.reduce((sum, { column, blob }) => sum + (at(x, column) - blob.x) ** 2, 0) / kept.length);
  const height = middleOf(kept.map(({ blob }) => blob.height));
  if (!(pitch > 4) || off > 0.13 * pitch || height < 0.5 * pitch || height > 1.7 * pitch) return null;
  return { marks: kept, pitch, slope: rise / pitch };
}
