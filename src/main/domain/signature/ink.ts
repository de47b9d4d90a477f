import type { Signature } from '#contract/capture.ts';

/** A dab of the pen: a round spot, in the box's unit. */
export type Dab = { readonly x: number; readonly y: number; readonly radius: number };

type Place = Signature['strokes'][number][number];

/** Thickness of the line as share of the box's height, and how much speed or pressure change it. */
const thickness = 0.018;
const [thinnest, thickest] = [0.7, 1.3];
/** Speed at which the line is of middle thickness, in heights of the box a second. */
const middleSpeed = 2.5;
/** How much of the thickness before is kept: the line swells, it does not jump. */
const inertia = 0.7;

/**
 * The lines of ink a signature leaves, one for each stroke: a smooth curve through its places (Catmull-Rom), thicker where the pen
 * was pressed, or slow where the pad does not know pressure. Drawn as vector and as pixels from the same dabs.
 */
export function inkOf({ height, strokes }: Signature): readonly (readonly Dab[])[] {
  return strokes.map((stroke) => lineOf(stroke, radiiOf(stroke, height), height));
}

function radiiOf(stroke: readonly Place[], height: number): readonly number[] {
  let kept = 1;
  return stroke.map((place, index) => {
    const before = stroke[index - 1];
    const wanted =
      place.pressure === null ? bySpeed(place, before, height) : thinnest + (thickest - thinnest) * place.pressure;
    kept = index === 0 ? wanted : inertia * kept + (1 - inertia) * wanted;
    return (kept * thickness * height) / 2;
  });
}

function bySpeed(place: Place, before: Place | undefined, height: number): number {
  if (before === undefined) return 1;
  const seconds = Math.max(0.001, (place.t - before.t) / 1000);
  const speed = Math.hypot(place.x - before.x, place.y - before.y) / height / seconds;
  return thinnest + (thickest - thinnest) / (1 + speed / middleSpeed);
}

function lineOf(stroke: readonly Place[], radii: readonly number[], height: number): readonly Dab[] {
  const at = (index: number): Dab => {
    const place = Math.min(stroke.length - 1, Math.max(0, index));
    return { x: stroke[place]?.x ?? 0, y: stroke[place]?.y ?? 0, radius: radii[place] ?? 0 };
  };
  const dabs: Dab[] = [at(0)];
  for (let index = 0; index + 1 < stroke.length; index++) {
    const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const steps = Math.min(16, Math.max(1, Math.ceil(Math.hypot(c.x - b.x, c.y - b.y) / (0.02 * height))));
    for (let step = 1; step <= steps; step++) dabs.push(between(a, b, c, d)(step / steps));
  }
  return dabs;
}

/** The curve from `b` to `c`, coming from `a` and going on to `d`. */
const between = (a: Dab, b: Dab, c: Dab, d: Dab) => (part: number): Dab => {
  const curve = (p: number, q: number, r: number, s: number) =>
    q + (part / 2) * (r - p + part * (2 * p - 5 * q + 4 * r - s + part * (3 * (q - r) + s - p)));
  return {
    x: curve(a.x, b.x, c.x, d.x),
    y: curve(a.y, b.y, c.y, d.y),
    radius: b.radius + (c.radius - b.radius) * part,
  };
}; // biome-ignore format: a curve
