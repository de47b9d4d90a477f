import type { Pixels } from '#contract/pixels.ts';

/**
 * A picture made upright whose orientation is 1 to 8 as in Exif 3.0 §4.6.5.1.6 (3: upside down, 6: to be turned a quarter
 * clockwise, 2, 4, 5, 7: mirrored as well). Orientation 1 gives the same picture back.
 */
export function orientedPixels(pixels: Pixels, orientation: number): Pixels {
  if (orientation === 1) return pixels;
  const isSwapped = orientation >= 5;
  const [width, height] = isSwapped ? [pixels.height, pixels.width] : [pixels.width, pixels.height];
  const { channels, bytes: from } = pixels;
  const bytes = new Uint8Array(from.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [column, row] = isSwapped ? [y, x] : [x, y];
      const left = flipsColumns.has(orientation) ? pixels.width - 1 - column : column;
      const top = flipsRows.has(orientation) ? pixels.height - 1 - row : row;
      const source = (top * pixels.width + left) * channels;
      const target = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) bytes[target + c] = from[source + c] ?? 0;
    }
  return { width, height, channels, bytes };
}

const flipsColumns: ReadonlySet<number> = new Set([2, 3, 7, 8]);
const flipsRows: ReadonlySet<number> = new Set([3, 4, 6, 7]);
