import type { Pixels } from '#contract/pixels.ts';

/** Red, green, blue and opacity, as a canvas gives them. */
export type Rgba = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };

/** A canvas's pixels in colour, without the opacity. */
export function colourPixels({ width, height, data }: Rgba): Pixels {
  const bytes = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < bytes.length; from += 4, to += 3) {
    bytes[to] = data[from] ?? 0;
    bytes[to + 1] = data[from + 1] ?? 0;
    bytes[to + 2] = data[from + 2] ?? 0;
  }
  return { width, height, channels: 3, bytes };
}

/** A canvas's pixels in grey: luma of ITU-R BT.601, as cameras mean it. */
export function greyPixels({ width, height, data }: Rgba): Pixels {
  const bytes = new Uint8Array(width * height);
  for (let from = 0, to = 0; to < bytes.length; from += 4, to += 1)
    bytes[to] = (77 * (data[from] ?? 0) + 150 * (data[from + 1] ?? 0) + 29 * (data[from + 2] ?? 0)) >> 8;
  return { width, height, channels: 1, bytes };
}

/** The largest size within `most` that keeps the proportions of a picture; never larger than the picture itself. */
export function sizeWithin(picture: Size, most: Size): Size {
  const scale = Math.min(1, most.width / picture.width, most.height / picture.height);
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}

export type Size = { readonly width: number; readonly height: number };
