import type { Pixels } from '#contract/pixels.ts';

/** A grey picture: one byte for each place, row by row, 0 black. */
export type Greys = { readonly width: number; readonly height: number; readonly values: Uint8Array };

/** The grey of a picture; colours are weighed as ITU-R BT.601 does. */
export function greysOf({ width, height, channels, bytes }: Pixels): Greys {
  if (channels === 1) return { width, height, values: bytes };
  const values = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < values.length; at++, from += 3)
    values[at] =
      (77 * (bytes[from] as number) + 150 * (bytes[from + 1] as number) + 29 * (bytes[from + 2] as number)) >> 8;
  return { width, height, values };
}

/** The picture made smaller by a whole factor: means of squares; what does not fill a square at the edges is left out. */
export function shrunk(greys: Greys, factor: number): Greys {
  if (factor === 1) return greys;
  const [width, height] = [Math.floor(greys.width / factor), Math.floor(greys.height / factor)];
  const values = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  for (let row = 0; row < height; row++) {
    sums.fill(0);
    for (let part = 0; part < factor; part++) {
      let from = (row * factor + part) * greys.width;
      for (let column = 0; column < width; column++)
        for (let across = 0; across < factor; across++)
          sums[column] = (sums[column] as number) + (greys.values[from++] as number);
    }
    for (let column = 0; column < width; column++)
      values[row * width + column] = (sums[column] as number) / (factor * factor);
  }
  return { width, height, values };
}

/** The picture with its finest grain taken off: weights 1, 2, 1 both ways. The outermost rows and columns stay. */
export function smoothed({ width, height, values }: Greys): Greys {
  const rows = new Uint16Array(values.length);
  const out = Uint8Array.from(values);
  for (let at = 1; at < values.length - 1; at++)
    rows[at] = (values[at - 1] as number) + 2 * (values[at] as number) + (values[at + 1] as number);
  for (let row = 1; row < height - 1; row++)
    for (let column = 1; column < width - 1; column++) {
      const at = row * width + column;
      out[at] = ((rows[at - width] as number) + 2 * (rows[at] as number) + (rows[at + width] as number) + 8) >> 4;
    }
  return { width, height, values: out };
}

/** Mean over a square of `2 × reach + 1` around each place; smaller at the edges. */
export function boxMeans(source: ArrayLike<number>, width: number, height: number, reach: number): Float32Array {
  const rows = new Float32Array(width * height);
  for (let row = 0; row < height; row++) slide(source, rows, { from: row * width, step: 1, count: width, reach });
  const out = new Float32Array(width * height);
  const sums = new Float64Array(width);
  for (let row = -reach; row < height; row++) {
    const [enter, leave] = [row + reach, row - reach - 1];
    if (enter < height) addRow(sums, rows, enter * width, 1);
    if (leave >= 0) addRow(sums, rows, leave * width, -1);
    if (row < 0) continue;
    const share = 1 / (Math.min(height - 1, row + reach) - Math.max(0, row - reach) + 1);
    for (let column = 0; column < width; column++) out[row * width + column] = (sums[column] as number) * share;
  }
  return out;
}

function addRow(sums: Float64Array, rows: Float32Array, from: number, sign: number): void {
  for (let column = 0; column < sums.length; column++)
    sums[column] = (sums[column] as number) + sign * (rows[from + column] as number);
}

type Run = { readonly from: number; readonly step: number; readonly count: number; readonly reach: number };

function slide(source: ArrayLike<number>, out: Float32Array, { from, step, count, reach }: Run): void {
  let [sum, members] = [0, 0];
  for (let at = -reach; at < count; at++) {
    if (at + reach < count) {
      sum += source[from + (at + reach) * step] as number;
      members++;
    }
    if (at - reach - 1 >= 0) {
      sum -= source[from + (at - reach - 1) * step] as number;
      members--;
    }
    if (at >= 0) out[from + at * step] = sum / members;
  }
}
