import type { Signature } from '#contract/capture.ts';
import type { Pixels } from '#contract/pixels.ts';
import { type Dab, inkOf } from './ink.ts';

/** Widest picture of a signature, in pixels. */
const mostWidth = 4000;

/**
 * A signature as SVG 1.1: lines of black ink in the box's own unit, no ground, script, style sheet or reference. The same signature
 * gives the same text.
 */
export function signatureSvg(signature: Signature): string {
  const { width, height } = signature;
  const unit = height / 200;
  const paths = inkOf(signature)
    .flatMap((line) => runs(line, unit))
    .map(({ d, radius }) => `<path d="${d}" stroke-width="${short(2 * radius)}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${short(width)} ${short(height)}" fill="none" stroke="#000" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</svg>`;
}

const short = (value: number) => String(Math.round(value * 100) / 100);

/** Stretches of a line that are of one thickness, to half a unit: each begins where the one before ended. */
function runs(line: readonly Dab[], unit: number): readonly { readonly d: string; readonly radius: number }[] {
  const step = unit / 4;
  const found: { d: string; radius: number }[] = [];
  let before = line[0];
  if (before === undefined) return found;
  const place = ({ x, y }: Dab) => `${short(x)} ${short(y)}`;
  if (line.length === 1) return [{ d: `M${place(before)}h0`, radius: before.radius }];
  for (const dab of line.slice(1)) {
    const radius = Math.max(step, Math.round(dab.radius / step) * step);
    const run = found.at(-1);
    if (run !== undefined && run.radius === radius) run.d += `L${place(dab)}`;
    else found.push({ d: `M${place(before)}L${place(dab)}`, radius });
    before = dab;
  }
  return found;
}

/**
 * A signature as pixels: black on white, edges smooth, `width` pixels wide (1 to 4000), in the box's proportions.
 * @throws RangeError for another width
 */
export function signaturePixels(signature: Signature, width: number): Pixels {
  if (!(Number.isInteger(width) && width >= 1 && width <= mostWidth)) throw new RangeError('no width for a signature');
  const scale = width / signature.width;
  const height = Math.min(mostWidth, Math.max(1, Math.round(signature.height * scale)));
  const bytes = new Uint8Array(width * height).fill(255);
  const pixels: Pixels = { width, height, channels: 1, bytes };
  for (const line of inkOf(signature)) {
    const dabs = line.map(({ x, y, radius }) => ({
      x: x * scale,
      y: y * scale,
      radius: Math.max(0.6, radius * scale),
    }));
    dabs.forEach((dab, index) => {
      draw(pixels, dabs[index - 1] ?? dab, dab);
    });
  }
  return pixels;
}

/** Inks the way from one dab to the next: as dark as a pixel is covered, the darker of two lines where they cross. */
function draw({ width, height, bytes }: Pixels, from: Dab, to: Dab): void {
  const reach = Math.max(from.radius, to.radius) + 1;
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
  const right = Math.min(width - 1, Math.ceil(Math.max(from.x, to.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(from.y, to.y) + reach));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length2 = dx * dx + dy * dy;
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - from.x, y + 0.5 - from.y];
      const part = length2 > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length2)) : 0;
      const far = Math.hypot(px - part * dx, py - part * dy);
      const radius = from.radius + (to.radius - from.radius) * part;
      const cover = Math.min(1, Math.max(0, radius - far + 0.5));
      const shade = Math.round(255 * (1 - cover));
      const at = y * width + x;
      if (shade < (bytes[at] as number)) bytes[at] = shade;
    }
}
