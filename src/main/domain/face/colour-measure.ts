import type { FaceRegion } from './face-region.ts';

/** Lightness a and b of CIE 1976 L*a*b* under D65 for one sRGB colour of 0 to 255 (IEC 61966-2-1). */
export function labOf(red: number, green: number, blue: number): { readonly a: number; readonly b: number } {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = curve(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return { a: 500 * (x - y), b: 200 * (y - z) };
}

const linear = (value: number) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const curve = (value: number) => (value > 216 / 24389 ? Math.cbrt(value) : (24389 / 27 / 116) * value + 16 / 116);

/** What skin is in any light that is fit for a portrait: a of 5 to 25, b of 5 to 35 (OFIQ, measure “natural colour”). */
const skin = { a: [5, 25], b: [5, 35] } as const;

/** How far the mean colour of a face is from what skin can be, in L*a*b*; a grey picture has no colour to be wrong by more than seven. */
export function colourDistance({ samples, mask }: FaceRegion): number {
  const { channels, values } = samples;
  const mean = [0, 0, 0].map((_, channel) => {
    const from = channels === 3 ? channel : 0;
    let [sum, count] = [0, 0];
    mask.forEach((isIn, index) => {
      if (isIn === 0) return;
      sum += values[index * channels + from] ?? 0;
      count++;
    });
    return count === 0 ? 0 : sum / count;
  });
  const { a, b } = labOf(mean[0] ?? 0, mean[1] ?? 0, mean[2] ?? 0);
  return Math.hypot(beyond(a, skin.a), beyond(b, skin.b));
}

const beyond = (value: number, [least, most]: readonly [number, number]) => Math.max(0, least - value, value - most);
