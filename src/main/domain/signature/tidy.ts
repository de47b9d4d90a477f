import type { Signature } from '#contract/capture.ts';
import { FailureError, failure } from '#contract/failures.ts';

/** Most places a signature is made of; a pad gives 200 a second. */
const mostPoints = 20_000;
/** Longest time it may take. */
const mostMs = 120_000;
/** How far a pen may run over the edge of the box, as share of its size: it is brought back to the edge. */
const mostOver = 0.05;
/** Least length of all strokes together, and least extent of all of them, as share of the box's height: less is a dot or a dash. */
const leastLength = 0.3;
const leastExtent = 0.12;

type Places = Signature['strokes'][number];

/**
 * A signature made regular: inside its box, times from 0 on, no place twice in a row. Nothing is smoothed or left out otherwise.
 * @throws FailureError `signature.empty` for nothing, a dot or a dash; `signature.malformed` for numbers that are none, places
 * outside the box, times that run backwards, or more of either than a signature has
 */
export function tidySignature({ width, height, strokes }: Signature): Signature {
  if (!(width > 0 && height > 0 && Number.isFinite(width) && Number.isFinite(height))) throw malformed();
  const points = strokes.flat();
  if (points.length === 0) throw new FailureError(failure('signature.empty'));
  if (points.length > mostPoints) throw malformed();
  const start = points[0]?.t ?? 0;
  let before = start;
  for (const { x, y, t, pressure } of points) {
    const isPlace = isIn(x, width) && isIn(y, height);
    const isPressure = pressure === null || (pressure >= 0 && pressure <= 1);
    if (!(isPlace && isPressure && t >= before && t - start <= mostMs)) throw malformed();
    before = t;
  }
  const tidy = strokes
    .map((stroke) => tidyStroke(stroke, { width, height, start }))
    .filter((stroke) => stroke.length > 0);
  if (isBare(tidy, height)) throw new FailureError(failure('signature.empty'));
  return { width, height, strokes: tidy };
}

const malformed = () => new FailureError(failure('signature.malformed'));
const isIn = (value: number, size: number) => value >= -mostOver * size && value <= (1 + mostOver) * size;
const within = (value: number, size: number) => Math.min(size, Math.max(0, value));

function tidyStroke(
  stroke: Places,
  { width, height, start }: { readonly width: number; readonly height: number; readonly start: number },
): Places {
  const moved = stroke.map(({ x, y, t, pressure }) => ({
    x: within(x, width),
    y: within(y, height),
    t: t - start,
    pressure,
  }));
  return moved.filter(({ x, y }, index) => index === 0 || x !== moved[index - 1]?.x || y !== moved[index - 1]?.y);
}

function isBare(strokes: readonly Places[], height: number): boolean {
  const length = strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0);
  const extent = (values: readonly number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    return (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  };
  const points = strokes.flat();
  const size = Math.max(extent(points.map(({ x }) => x)), extent(points.map(({ y }) => y)));
  return length < leastLength * height || size < leastExtent * height;
}

function lengthOf(stroke: Places): number {
  return stroke.reduce((sum, { x, y }, index) => {
    const before = stroke[index - 1] ?? { x, y };
    return sum + Math.hypot(x - before.x, y - before.y);
  }, 0);
}

/** Figures of a signature for its quality record; `durationMs` from the first touch to the last. */
export function signatureFacts({ strokes }: Signature): {
  readonly strokes: number;
  readonly points: number;
  readonly durationMs: number;
} {
  const points = strokes.flat();
  const [first, last] = [points[0]?.t ?? 0, points.at(-1)?.t ?? 0];
  return { strokes: strokes.length, points: points.length, durationMs: Math.round(last - first) };
}

/**
 * The strokes as they were written, as UTF-8 JSON: `{ "format": "truc-ban strokes 1", width, height, strokes: [[[x, y, t, pressure]]] }`,
 * places to a hundredth of the box's unit, times to a tenth of a millisecond, pressure to a thousandth or null.
 */
export function strokesJson({ width, height, strokes }: Signature): Uint8Array {
  const to = (value: number, parts: number) => Math.round(value * parts) / parts;
  const places = strokes.map((stroke) =>
    stroke.map(({ x, y, t, pressure }) => [
      to(x, 100),
      to(y, 100),
      to(t, 10),
      pressure === null ? null : to(pressure, 1000),
    ]),
  );
  return new TextEncoder().encode(JSON.stringify({ format: 'truc-ban strokes 1', width, height, strokes: places }));
}
