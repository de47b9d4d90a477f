/** A connected piece of ink: the middle of its box, and the box's size, in pixels. */
export type Blob = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Heights of characters that are looked for, in pixels. */
const [leastHeight, mostHeight] = [6, 110];
/** A picture with more pieces than this is noise; the rest of it is not looked at. */
const mostRuns = 400_000;

/** Pieces of ink that may be characters, by their size and shape. `ink` is 1 where there is some, row by row. */
export function blobsOf(ink: Uint8Array, width: number, height: number): readonly Blob[] {
  const runs = runsOf(ink, width);
  const parents = joined(runs);
  const count = runs.row.length;
  const [left, right] = [new Int32Array(count).fill(width), new Int32Array(count)];
  const [top, area] = [new Int32Array(count).fill(height), new Int32Array(count)];
  const bottom = new Int32Array(count);
  for (let run = 0; run < count; run++) {
    const piece = rootOf(parents, run);
    const [from, to, row] = [runs.from[run] as number, runs.to[run] as number, runs.row[run] as number];
    if (from < (left[piece] as number)) left[piece] = from;
    if (to > (right[piece] as number)) right[piece] = to;
    if (row < (top[piece] as number)) top[piece] = row;
    if (row > (bottom[piece] as number)) bottom[piece] = row;
    area[piece] = (area[piece] as number) + to - from;
  }
  const found: Blob[] = [];
  for (let piece = 0; piece < count; piece++) {
    if (parents[piece] !== piece) continue;
    const [x, y] = [left[piece] as number, top[piece] as number];
    const [w, h] = [(right[piece] as number) - x, (bottom[piece] as number) + 1 - y];
    if (h < leastHeight || h > mostHeight || w > 1.7 * h || w < 0.12 * h) continue;
    if ((area[piece] as number) < 0.1 * w * h) continue;
    found.push({ x: x + w / 2, y: y + h / 2, width: w, height: h });
  }
  return found;
}

/** Runs of ink in each row: `to` is the first column after it. */
type Runs = { readonly row: readonly number[]; readonly from: readonly number[]; readonly to: readonly number[] };

function runsOf(ink: Uint8Array, width: number): Runs {
  const [rows, from, to]: [number[], number[], number[]] = [[], [], []];
  // From one run to the next, over as many empty rows as there are: each place is looked at once.
  let at = ink.indexOf(1);
  while (at >= 0 && rows.length < mostRuns) {
    const row = Math.floor(at / width);
    const begin = at;
    while (at < (row + 1) * width && ink[at] === 1) at++;
    rows.push(row);
    from.push(begin - row * width);
    to.push(at - row * width);
    at = ink.indexOf(1, at);
  }
  return { row: rows, from, to };
}

function rootOf(parents: Int32Array, run: number): number {
  let root = run;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root] as number] as number;
    root = parents[root] as number;
  }
  return root;
}

/** Which piece each run belongs to: runs that touch one of the row above, also at a corner, are of one piece. */
function joined({ row, from, to }: Runs): Int32Array {
  const parents = Int32Array.from(row, (_, run) => run);
  let above = 0;
  for (let run = 0; run < row.length; run++) {
    while ((row[above] as number) < (row[run] as number) - 1) above++;
    while (row[above] === (row[run] as number) - 1 && (to[above] as number) < (from[run] as number)) above++;
    for (let other = above; row[other] === (row[run] as number) - 1; other++) {
      if ((from[other] as number) > (to[run] as number)) break;
      const [a, b] = [rootOf(parents, other), rootOf(parents, run)];
      parents[Math.max(a, b)] = Math.min(a, b);
    }
  }
  return parents;
}
