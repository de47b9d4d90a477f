import type { Pixels } from '#contract/pixels.ts';

/** A grey picture: one byte for each pixel, rows from the top. */
export type Grey = { readonly width: number; readonly height: number; readonly bytes: Uint8Array };

/** Brightness of a picture (ITU-R BT.601, in whole numbers). A grey picture is taken as it is, not copied. */
export function greyOf({ width, height, channels, bytes }: Pixels): Grey {
  if (channels === 1) return { width, height, bytes };
  const grey = new Uint8Array(width * height);
  for (let index = 0, at = 0; index < grey.length; index++, at += 3)
    grey[index] =
      (77 * (bytes[at] as number) + 150 * (bytes[at + 1] as number) + 29 * (bytes[at + 2] as number) + 128) >> 8;
  return { width, height, bytes: grey };
}

/** The picture `factor` times smaller: each pixel is the mean of a square of the source. What does not fill a square is left out. */
export function shrunk(grey: Grey, factor: number): Grey {
  return reduced({ ...grey, channels: 1 }, factor);
}

/** The same for a picture in colour. */
export function reduced(pixels: Pixels, factor: number): Pixels {
  const { width, height, channels, bytes } = pixels;
  if (factor === 1) return pixels;
  const [w, h] = [Math.max(1, Math.floor(width / factor)), Math.max(1, Math.floor(height / factor))];
  const out = new Uint8Array(w * h * channels);
  const sums = new Uint32Array(w * channels);
  const [across, down] = [Math.min(factor, width), Math.min(factor, height)];
  for (let row = 0; row < h; row++) {
    sums.fill(0);
    for (let part = 0; part < down; part++)
      addRow(sums, bytes, (row * factor + part) * width * channels, { across, channels });
    for (let at = 0; at < sums.length; at++) out[row * sums.length + at] = (sums[at] as number) / (across * down);
  }
  return { width: w, height: h, channels, bytes: out };
}

function addRow(
  sums: Uint32Array,
  bytes: Uint8Array,
  start: number,
  { across, channels }: { across: number; channels: number },
): void {
  let from = start;
  for (let to = 0; to < sums.length; to += channels)
    for (let step = 0; step < across; step++)
      for (let channel = 0; channel < channels; channel++)
        sums[to + channel] = (sums[to + channel] as number) + (bytes[from++] as number);
}

/**
 * Grey closing with a square of 2 · `radius` + 1: dark things narrower than it (letters, rules, creases) vanish into what is
 * around them, and straight edges stay where they are.
 */
export function closed(grey: Grey, radius: number): Grey {
  return inverted(greatest(inverted(greatest(grey, radius)), radius));
}

function inverted({ width, height, bytes }: Grey): Grey {
  const out = new Uint8Array(bytes.length);
  for (let at = 0; at < out.length; at++) out[at] = 255 - (bytes[at] as number);
  return { width, height, bytes: out };
}

function greatest({ width, height, bytes }: Grey, radius: number): Grey {
  const across = slide({ from: bytes, lines: height, length: width, step: 1, stride: width }, radius);
  return {
    width,
    height,
    bytes: slide({ from: across, lines: width, length: height, step: width, stride: 1 }, radius),
  };
}

type Lines = {
  readonly from: Uint8Array;
  readonly lines: number;
  readonly length: number;
  readonly step: number;
  readonly stride: number;
};

/** Greatest value in a window along lines, in a few comparisons a pixel whatever the window (van Herk 1992). */
function slide({ from, lines, length, step, stride }: Lines, radius: number): Uint8Array {
  const out = new Uint8Array(from.length);
  const window = 2 * radius + 1;
  const padded = Math.ceil((length + 2 * radius) / window) * window;
  const values = new Uint8Array(padded);
  const ahead = new Uint8Array(padded);
  const behind = new Uint8Array(padded);
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    for (let at = 0; at < length; at++) values[at + radius] = from[start + step * at] as number;
    for (let block = 0; block < padded; block += window) {
      let most = 0;
      for (let at = block; at < block + window; at++) ahead[at] = most = Math.max(most, values[at] as number);
      most = 0;
      for (let at = block + window - 1; at >= block; at--) behind[at] = most = Math.max(most, values[at] as number);
    }
    for (let at = 0; at < length; at++)
      out[start + step * at] = Math.max(behind[at] as number, ahead[at + window - 1] as number);
  }
  return out;
}
