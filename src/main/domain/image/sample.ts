import type { Pixels } from '#contract/pixels.ts';
import { type Affine, scaleOf } from './affine.ts';

/** A picture to be made out of another: its size, and the map from its places to places of the source. */
export type View = { readonly width: number; readonly height: number; readonly toSource: Affine };

/** Rows of pixels as numbers of 0 to 255, channels side by side, not rounded. */
export type Samples = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly values: Float32Array;
};

/** What stands outside the source: its outermost pixels again, or one value. */
export type Outside = 'edge' | number;

/** Most places along one side that are averaged for one pixel. */
const mostPlaces = 64;
/** From this many source pixels to one of the target on, the mean of whole pixels is as good as one between them, and quicker. */
const meanFrom = 1.25;

/**
 * Takes `view` out of a picture: linear both ways between pixels, and the mean over the covered area where the picture gets
 * smaller, so that a shrunken picture keeps its light and gets no moiré.
 */
export function sample(pixels: Pixels, view: View, outside: Outside): Samples {
  const { width, height, toSource } = view;
  const { channels } = pixels;
  const scale = scaleOf(toSource);
  const places = scale < meanFrom ? 1 : Math.min(mostPlaces, Math.ceil(scale - 0.01));
  const values = new Float32Array(width * height * channels);
  const line: Line = { x: new Float64Array(width * places), y: new Float64Array(width * places), places, outside };
  for (let row = 0; row < height; row++) {
    const target = values.subarray(row * width * channels, (row + 1) * width * channels);
    for (let part = 0; part < places; part++) {
      layLine(line, toSource, row + (part + 0.5) / places);
      if (places === 1) addBetween(target, pixels, line);
      else addWhole(target, pixels, line);
    }
  }
  return { width, height, channels, values };
}

/** Places of the source along one line of the target, `places` for each of its pixels. */
type Line = {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly places: number;
  readonly outside: Outside;
};

function layLine({ x, y, places }: Line, { a, b, c, d, e, f }: Affine, row: number): void {
  for (let index = 0; index < x.length; index++) {
    const column = (index + 0.5) / places;
    x[index] = a * column + b * row + c - 0.5;
    y[index] = d * column + e * row + f - 0.5;
  }
}

/** Adds the value between four pixels at each place. One long loop without calls, as below: this is where the time of a frame goes. */
function addBetween(target: Float32Array, { width, height, channels, bytes }: Pixels, line: Line): void {
  const { x, y, outside } = line;
  const fill = outside === 'edge' ? Number.NaN : outside;
  for (let index = 0; index < x.length; index++) {
    const at = channels * index;
    const sourceX = x[index] as number;
    const sourceY = y[index] as number;
    const isIn = sourceX >= -0.5 && sourceY >= -0.5 && sourceX <= width - 0.5 && sourceY <= height - 0.5;
    const left = Math.min(width - 1, Math.max(0, Math.floor(sourceX)));
    const upper = Math.min(height - 1, Math.max(0, Math.floor(sourceY)));
    const u = Math.min(1, Math.max(0, sourceX - left));
    const v = Math.min(1, Math.max(0, sourceY - upper));
    const right = left + 1 < width ? channels : 0;
    const lower = upper + 1 < height ? channels * width : 0;
    const first = channels * (upper * width + left);
    for (let channel = 0; channel < channels; channel++) {
      const from = first + channel;
      const above = (bytes[from] as number) * (1 - u) + (bytes[from + right] as number) * u;
      const below = (bytes[from + lower] as number) * (1 - u) + (bytes[from + lower + right] as number) * u;
      target[at + channel] = isIn || outside === 'edge' ? above * (1 - v) + below * v : fill;
    }
  }
}

/** Adds the pixel at each place with its share of the mean. */
function addWhole(target: Float32Array, { width, height, channels, bytes }: Pixels, line: Line): void {
  const { x, y, places, outside } = line;
  const fill = outside === 'edge' ? Number.NaN : outside;
  const weight = 1 / (places * places);
  for (let index = 0, at = 0, part = 0; index < x.length; index++) {
    const column = Math.floor((x[index] as number) + 0.5);
    const row = Math.floor((y[index] as number) + 0.5);
    const isIn = column >= 0 && row >= 0 && column < width && row < height;
    const left = Math.min(width - 1, Math.max(0, column));
    const upper = Math.min(height - 1, Math.max(0, row));
    const first = channels * (upper * width + left);
    for (let channel = 0; channel < channels; channel++) {
      const value = isIn || outside === 'edge' ? (bytes[first + channel] as number) : fill;
      target[at + channel] = (target[at + channel] as number) + weight * value;
    }
    part++;
    if (part === places) {
      part = 0;
      at += channels;
    }
  }
}

/** Samples as a picture again. */
export function picture({ width, height, channels, values }: Samples): Pixels {
  return {
    width,
    height,
    channels,
    bytes: Uint8Array.from(values, (value) => Math.min(255, Math.max(0, Math.round(value)))),
  };
}

/** Brightness of samples, 0 to 255 (ITU-R BT.601). */
export function greyOf({ channels, values }: Samples): Float32Array {
  if (channels === 1) return values;
  const grey = new Float32Array(values.length / 3);
  for (let index = 0; index < grey.length; index++) {
    const at = 3 * index;
    grey[index] =
      0.299 * (values[at] as number) + 0.587 * (values[at + 1] as number) + 0.114 * (values[at + 2] as number);
  }
  return grey;
}

/** How a network wants its numbers: `(value − mean) / scale`, for red, green and blue. */
export type Normalisation = {
  readonly mean: readonly [number, number, number];
  readonly scale: readonly [number, number, number];
};

/** Samples plane after plane, red, green, blue; a grey picture gives three like planes. */
export function planes({ width, height, channels, values }: Samples, { mean, scale }: Normalisation): Float32Array {
  const area = width * height;
  const out = new Float32Array(3 * area);
  for (let plane = 0; plane < 3; plane++) {
    const [from, shift, factor] = [channels === 3 ? plane : 0, mean[plane] as number, 1 / (scale[plane] as number)];
    for (let index = 0; index < area; index++)
      out[plane * area + index] = ((values[index * channels + from] as number) - shift) * factor;
  }
  return out;
}
