import type { Corners, Pixels } from '#contract/pixels.ts';
import { cornersOf, likeliestZone } from './find-mrz.ts';
import { boxMeans, greysOf } from './greys.ts';
import { straighten } from './straighten.ts';
import type { Templates } from './templates.ts';

/** A zone cut out for another reader: straight, dark on white, one line under the other with room around them. */
export type StraightZone = {
  readonly pixels: Pixels;
  /** Height of one line in `pixels`, room included: line `n` begins at `n` times it. */
  readonly lineHeight: number;
  readonly lineCount: number;
  /** Where the zone is in the picture it was cut out of. */
  readonly corners: Corners;
};

/** How much larger than the templates' cells the characters are: about thirty pixels high. */
const scale = 2;

/** The zone of a picture for another reader; null where none is seen. What stands in it is not judged. */
export function straightZone(pixels: Pixels, templates: Templates): StraightZone | null {
  const greys = greysOf(pixels);
  const match = likeliestZone(greys, templates)?.match;
  if (match === undefined) return null;
  const lines = match.cells.map((_, line) =>
    straighten(greys, match.lattice, { line, from: -1, count: match.width + 2 }),
  );
  const [first] = lines;
  if (first === undefined) return null;
  const [width, lineHeight] = [first.width * scale, first.height * scale];
  const bytes = new Uint8Array(width * lineHeight * lines.length);
  lines.forEach((line, at) => {
    const size = { width: line.width, height: line.height };
    const even = evened(line.values, size);
    for (let row = 0; row < lineHeight; row++)
      for (let column = 0; column < width; column++) {
        const value = between(even, size, [(column + 0.5) / scale - 0.5, (row + 0.5) / scale - 0.5]);
        bytes[(at * lineHeight + row) * width + column] = Math.min(255, Math.max(0, 255 * value));
      }
  });
  const made: Pixels = { width, height: lineHeight * lines.length, channels: 1, bytes };
  return { pixels: made, lineHeight, lineCount: lines.length, corners: cornersOf(match) };
}

type Size = { readonly width: number; readonly height: number };

/** Light taken out, ink at 0 and paper at 1, whatever the camera made of them. */
function evened(values: Float32Array, { width, height }: Size): Float32Array {
  const light = boxMeans(values, width, height, height);
  const even = values.map((value, at) => value / Math.max(1, light[at] as number));
  const sorted = even.toSorted();
  const [ink, paper] = [sorted[Math.floor(sorted.length * 0.04)] ?? 0, sorted[Math.floor(sorted.length * 0.6)] ?? 1];
  const depth = Math.max(0.01, paper - ink);
  // Steeper in the middle: the other reader wants ink and paper, not shades.
  return even.map((value) => 0.5 + 1.6 * ((value - ink) / depth - 0.55));
}

function between(values: Float32Array, { width, height }: Size, [x, y]: readonly [number, number]): number {
  const [left, top] = [
    Math.min(width - 2, Math.max(0, Math.floor(x))),
    Math.min(height - 2, Math.max(0, Math.floor(y))),
  ];
  const [u, v, at] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top)), top * width + left];
  const upper = (values[at] as number) * (1 - u) + (values[at + 1] as number) * u;
  const lower = (values[at + width] as number) * (1 - u) + (values[at + width + 1] as number) * u;
  return upper * (1 - v) + lower * v;
}
