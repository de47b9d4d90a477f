import type { FaceRegion } from './face-region.ts';

/** Below this a face is blurred: half of the photographs of the bench at a blur of two pixels, all at three, none at one. */
export const leastSharpness = 0.034;

/**
 * How sharp a face is: variance of the Laplacian of its brightness over the energy of its gradient, after two smoothings. The
 * gradient makes it the same in dim light and in bright, the smoothing the same with a camera's noise (to 6 of 255) as without.
 * OFIQ judges sharpness by a trained forest that is not to be had.
 */
export function sharpnessOf({ grey, mask, samples }: FaceRegion): number {
  const { width, height } = samples;
  const smooth = smoothed(smoothed(grey, width, height), width, height);
  let [count, sum, squares, energy] = [0, 0, 0, 0];
  for (let row = margin; row < height - margin; row++)
    for (let column = margin; column < width - margin; column++) {
      const at = row * width + column;
      if (mask[at] === 0) continue;
      const [left, right] = [smooth[at - 1] as number, smooth[at + 1] as number];
      const [above, below] = [smooth[at - width] as number, smooth[at + width] as number];
      const laplacian = left + right + above + below - 4 * (smooth[at] as number);
      count++;
      sum += laplacian;
      squares += laplacian * laplacian;
      energy += (right - left) ** 2 + (below - above) ** 2;
    }
  if (count === 0 || energy / count < leastEnergy) return 0;
  return Math.max(0, squares - (sum * sum) / count) / energy;
}

/** Pixels at the edge that smoothing leaves empty. */
const margin = 3;
/** A surface without any feature has no sharpness: what little there is comes from rounding. */
const leastEnergy = 0.05;

/** Weights of one, two and four sixteenths of the pixels around. */
function smoothed(grey: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(grey.length);
  for (let row = 1; row < height - 1; row++)
    for (let column = 1; column < width - 1; column++) {
      const at = row * width + column;
      const line = (from: number) =>
        (grey[from - 1] as number) + 2 * (grey[from] as number) + (grey[from + 1] as number);
      out[at] = (line(at - width) + 2 * line(at) + line(at + width)) / 16;
    }
  return out;
}
