import type { Corners } from '#contract/pixels.ts';
import type { PageGuidance } from '#contract/vision.ts';
import type { Grey } from './grey.ts';
import { anglesOf, sidesOf } from './quad.ts';

/** Least share of the frame's width or height that a sheet must span. */
const leastSpan = 0.5;
/** Greatest ratio of opposite sides, and greatest difference of a corner from 90°: beyond, lines of text differ too much in size. */
const mostTaper = 1.3;
const mostSkew = 18;
/** Mean brightness of a sheet below which a picture is mostly noise, and of a whole frame without one. */
const darkSheet = 55;
const darkFrame = 40;
/** Share of a sheet that may be blown out. */
const mostGlare = 0.012;
/** Share of a contrast that the steepest pixel must take: about 0.4/σ for an edge blurred by σ pixels. */
const leastSharpness = 0.19;

/** A sheet that was found, in the picture and in its small one. */
export type SeenSheet = {
  readonly grey: Grey;
  readonly small: Grey;
  readonly factor: number;
  readonly corners: Corners;
  readonly framed: number;
};

/** The first thing that keeps a picture of a sheet from being good; null when nothing does. */
export function guidanceOf(sheet: SeenSheet): PageGuidance | null {
  if (isCutOff(sheet)) return 'cutOff';
  const light = lightOf(sheet);
  if (light.mean < darkSheet) return 'dark';
  if (isFar(sheet)) return 'nearer';
  if (isTilted(sheet.corners)) return 'tilt';
  if (light.blown > mostGlare) return 'glare';
  return sharpnessOf(sheet) < leastSharpness ? 'blur' : null;
}

/** Whether a frame in which nothing was found is too dark to find anything. */
export function isDark({ bytes }: Grey): boolean {
  let sum = 0;
  for (const value of bytes) sum += value;
  return sum / bytes.length < darkFrame;
}

function isCutOff({ grey, corners, framed }: SeenSheet): boolean {
  const margin = 0.004 * Math.max(grey.width, grey.height);
  return (
    framed > 0 ||
    corners.some(({ x, y }) => x < margin || y < margin || x > grey.width - margin || y > grey.height - margin)
  );
}

function isFar({ grey, corners }: SeenSheet): boolean {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const span = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  return Math.max(span(xs) / grey.width, span(ys) / grey.height) < leastSpan;
}

function isTilted(corners: Corners): boolean {
  const [top, right, bottom, left] = sidesOf(corners);
  const taper = Math.max(top / bottom, bottom / top, left / right, right / left);
  return taper > mostTaper || anglesOf(corners).some((angle) => Math.abs(angle - 90) > mostSkew);
}

/** Mean brightness of a sheet, and the share of its places that are blown out. */
function lightOf({ small, factor, corners }: SeenSheet): { readonly mean: number; readonly blown: number } {
  let [count, sum, blown] = [0, 0, 0];
  forInside(small, factor, corners, (at) => {
    const value = small.bytes[at] as number;
    count++;
    sum += value;
    if (value >= 251) blown++;
  });
  return count === 0 ? { mean: 0, blown: 0 } : { mean: sum / count, blown: blown / count };
}

/** Calls with the index of every pixel of a small picture that lies in the sheet. */
function forInside({ width, height }: Grey, factor: number, corners: Corners, use: (at: number) => void): void {
  const sides = corners.map(({ x, y }, index) => {
    const next = corners[(index + 1) % 4] ?? { x, y };
    return { x: x / factor, y: y / factor, dx: (next.x - x) / factor, dy: (next.y - y) / factor };
  });
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      if (sides.every(({ x, y, dx, dy }) => dx * (row + 0.5 - y) - dy * (column + 0.5 - x) > 0))
        use(row * width + column);
}

/** Half the length of a row in which a contrast is looked at. */
const reach = 8;
/** Contrasts of less are noise. */
const leastContrast = 35;

/**
 * How sharp the contrasts in a sheet are, 0 to 1: of short rows with a contrast, the share of it that the steepest pixel takes,
 * in the middle of all. A sheet without contrasts counts as sharp.
 */
function sharpnessOf({ grey, small, factor, corners }: SeenSheet): number {
  const shares: number[] = [];
  forInside(small, factor, corners, (at) => {
    const [column, row] = [at % small.width, Math.floor(at / small.width)];
    if ((column + 2 * row) % 5 !== 0) return;
    const share = steepness(grey, Math.floor((column + 0.5) * factor), Math.floor((row + 0.5) * factor));
    if (share !== null) shares.push(share);
  });
  if (shares.length < 30) return 1;
  shares.sort((a, b) => a - b);
  return shares[Math.floor(shares.length / 2)] ?? 1;
}

/** Steepest step along a short pair of rows through a place, as share of their contrast; null for little contrast. */
function steepness({ width, height, bytes }: Grey, x: number, y: number): number | null {
  if (x <= reach || x + reach + 1 >= width || y + 1 >= height) return null;
  let [least, most, steep] = [510, 0, 0];
  const first = y * width + x;
  for (let at = first - reach; at <= first + reach; at++) {
    const value = (bytes[at] as number) + (bytes[at + width] as number);
    const before = (bytes[at - 1] as number) + (bytes[at + width - 1] as number);
    const after = (bytes[at + 1] as number) + (bytes[at + width + 1] as number);
    least = Math.min(least, value);
    most = Math.max(most, value);
    steep = Math.max(steep, Math.abs(after - before) / 2);
  }
  return most - least < 2 * leastContrast ? null : steep / (most - least);
}
