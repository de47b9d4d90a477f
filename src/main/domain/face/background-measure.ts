import type { Pixels } from '#contract/pixels.ts';
import { greyOf, sample } from '#domain/image/sample.ts';
import { type FaceGeometry, type UprightWindow, uprightView } from './geometry.ts';

/** The portrait as it would be cut out, at the size OFIQ looks at backgrounds in. */
const perLength = 131;
const window: UprightWindow = { left: -1.04, top: -1.2, width: 2.08, height: 2.67 };

/**
 * Mean gradient (Sobel) of the brightness behind a person. Head, hair and shoulders are left out by their usual shape: there
 * is no network here that knows them. Null where no background is to be seen.
 */
export function backgroundGradient(pixels: Pixels, geometry: FaceGeometry): number | null {
  const toSource = uprightView(geometry, window, perLength);
  const [width, height] = [Math.round(window.width * perLength), Math.round(window.height * perLength)];
  const grey = greyOf(sample(pixels, { width, height, toSource }, Number.NaN));
  let [sum, count] = [0, 0];
  for (let row = 1; row < height - 1; row++)
    for (let column = 1; column < width - 1; column++) {
      if (isPerson(window.left + column / perLength, window.top + row / perLength)) continue;
      const gradient = gradientAt(grey, row * width + column, width);
      if (Number.isNaN(gradient)) continue;
      sum += gradient;
      count++;
    }
  return count < leastPixels ? null : sum / count;
}

/** A background of less than a hundredth of the portrait says nothing. */
const leastPixels = 0.01 * window.width * window.height * perLength * perLength;

/** Whether a place belongs to the person's usual shape, in lengths from between the eyes to the chin. */
function isPerson(x: number, y: number): boolean {
  const head = (x / 0.9) ** 2 + ((y - 0.05) / 1.2) ** 2 <= 1;
  const hairAndNeck = y > 0 && Math.abs(x) < 0.95;
  const shoulders = y > 0.9 + 0.3 * Math.max(0, Math.abs(x) - 0.45);
  return head || hairAndNeck || shoulders;
}

/** NaN beside what lies outside the picture. */
function gradientAt(grey: Float32Array, at: number, width: number): number {
  const value = (offset: number) => grey[at + offset] ?? Number.NaN;
  const x = value(1 - width) + 2 * value(1) + value(1 + width) - value(-1 - width) - 2 * value(-1) - value(width - 1);
  const y =
    value(width - 1) + 2 * value(width) + value(width + 1) - value(-width - 1) - 2 * value(-width) - value(1 - width);
  return Math.hypot(x, y);
}
