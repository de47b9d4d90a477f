import type { Pixels } from '#contract/pixels.ts';

/** Grey of a picture (ITU-R BT.601); a grey one is given back as it is. */
export function greyPixels({ width, height, channels, bytes: from }: Pixels): Pixels {
  if (channels === 1) return { width, height, channels, bytes: from };
  const bytes = new Uint8Array(width * height);
  for (let at = 0, i = 0; at < bytes.length; at++, i += 3)
    bytes[at] = (77 * (from[i] ?? 0) + 150 * (from[i + 1] ?? 0) + 29 * (from[i + 2] ?? 0) + 128) >> 8;
  return { width, height, channels: 1, bytes };
}

/** A grey picture of which each pixel is the mean of the square around it, 2 × `radius` + 1 wide; its outermost pixels go on outside. */
export function boxMean(grey: Pixels, radius: number): Pixels {
  return { ...grey, bytes: meanOfColumns(meanOfRows(grey, radius), grey, radius) };
}

function meanOfRows({ width, height, bytes: from }: Pixels, radius: number): Uint16Array {
  const sums = new Uint16Array(width * height);
  const row = new Uint8Array(width + 2 * radius);
  const reach = 2 * radius;
  for (let y = 0; y < height; y++) {
    const start = y * width;
    row.fill(from[start] ?? 0, 0, radius);
    row.set(from.subarray(start, start + width), radius);
    row.fill(from[start + width - 1] ?? 0, radius + width);
    let sum = 0;
    for (let x = 0; x < reach; x++) sum += row[x] ?? 0;
    for (let x = 0; x < width; x++) {
      sum += row[x + reach] ?? 0;
      sums[start + x] = sum;
      sum -= row[x] ?? 0;
    }
  }
  return sums;
}

function meanOfColumns(sums: Uint16Array, { width, height }: Pixels, radius: number): Uint8Array {
  const bytes = new Uint8Array(width * height);
  const share = 1 / (2 * radius + 1) ** 2;
  const row = (y: number) => Math.min(height - 1, Math.max(0, y)) * width;
  const columns = new Uint32Array(width);
  const add = (y: number, sign: 1 | -1) => {
    for (let x = 0, at = row(y); x < width; x++, at++) columns[x] = (columns[x] ?? 0) + sign * (sums[at] ?? 0);
  };
  for (let y = -radius; y < radius; y++) add(y, 1);
  for (let y = 0; y < height; y++) {
    add(y + radius, 1);
    for (let x = 0, at = y * width; x < width; x++, at++) bytes[at] = (columns[x] ?? 0) * share + 0.5;
    add(y - radius, -1);
  }
  return bytes;
}

/** A grey picture with what a lens blurred brought out: what each pixel has beyond its surroundings, `amount` times more. */
export function sharpened(grey: Pixels, radius: number, amount: number): Pixels {
  // Twice a box is nearly a bell.
  const soft = boxMean(boxMean(grey, radius), radius).bytes;
  const bytes = new Uint8ClampedArray(grey.bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    const value = grey.bytes[at] ?? 0;
    bytes[at] = value + amount * (value - (soft[at] ?? 0));
  }
  return { ...grey, bytes: new Uint8Array(bytes.buffer) };
}
