import type { Pixels } from '#contract/pixels.ts';

/** Brightness at a place, 0 to 255; one number for a grey picture, three for colours. */
export type Shade = (x: number, y: number) => readonly [number] | readonly [number, number, number];

/** A picture painted place by place. */
export function paint(width: number, height: number, shade: Shade): Pixels {
  const channels = shade(0, 0).length === 1 ? 1 : 3;
  const bytes = new Uint8ClampedArray(width * height * channels);
  for (let at = 0; at < width * height; at++) {
    const [red, green, blue] = shade(at % width, Math.floor(at / width));
    bytes[at * channels] = red;
    if (green === undefined || blue === undefined) continue;
    bytes[at * channels + 1] = green;
    bytes[at * channels + 2] = blue;
  }
  return { width, height, channels, bytes: new Uint8Array(bytes.buffer) };
}

/** A picture of one grey. */
export function plain(width: number, height: number, grey: number): Pixels {
  return { width, height, channels: 1, bytes: new Uint8Array(width * height).fill(grey) };
}

/** Skin in even light, with shape and fine lines in it, as a colour. */
export const skin: Shade = (x, y) => {
  const light = 1 + 0.3 * Math.sin(x / 17) * Math.sin(y / 19) - (y % 9 === 0 ? 0.12 : 0);
  return [190 * light, 140 * light, 112 * light];
};
