/** How OFIQ 1.0.3 turns a measured value into a score: `height · (base + sign · sigmoid)`. */
export type Mapping = {
  readonly height: number;
  readonly base: number;
  readonly sign: 1 | -1;
  /** Where the sigmoid is one half, and how wide its rise is. */
  readonly middle: number;
  readonly width: number;
};

/** Rises from 0 to 1 around `middle`. */
export function sigmoid(value: number, middle: number, width: number): number {
  return 1 / (1 + Math.exp((middle - value) / width));
}

/** 0 to 100. */
export function clampScore(score: number): number {
  return Number.isNaN(score) ? 0 : Math.min(100, Math.max(0, score));
}

/** Score of a measured value, 0 to 100. */
export function mapped(value: number, { height, base, sign, middle, width }: Mapping): number {
  return clampScore(height * (base + sign * sigmoid(value, middle, width)));
}

/** A mapping that rises with the value, and one that falls. */
export const rising = (middle: number, width: number): Mapping => ({ height: 100, base: 0, sign: 1, middle, width });
export const falling = (height: number, middle: number, width: number): Mapping => ({
  height,
  base: 1,
  sign: -1,
  middle,
  width,
});

/** Score of an angle in degrees: the square of its cosine. */
export function angleScore(degrees: number): number {
  return 100 * Math.max(0, Math.cos((degrees * Math.PI) / 180)) ** 2;
}
