import { glyphs } from './glyphs.ts';

/** Size of a cell: one pitch wide, one and a half high, with the middle of a capital letter in its middle. */
export const cellSize = { width: 16, height: 24 } as const;
/** The characters in the order of templates and scores. */
export const alphabet: readonly string[] = glyphs.map(([character]) => character);

/** Deviations of the blurs, in places of the cell. */
const blurs = [0.55, 1.15, 1.8, 2.5] as const;

/** Characters one after the other: of no mean and of length one, so that a product is a correlation. */
export type Templates = {
  /** At full size, one set for each blur. */
  readonly blurs: readonly Float32Array[];
  /** For each blur, how like each character is to each other one, −1 to 1: rows of the alphabet. */
  readonly alike: readonly Float32Array[];
  /** At half the size, of middling blur: upright, and upside down. */
  readonly coarse: Float32Array;
  readonly turned: Float32Array;
};

/** Makes the templates of the committed drawings. */
export function makeTemplates(): Templates {
  const inks = glyphs.map(([, ink]) => Float32Array.from(ink, (digit) => -Number.parseInt(digit, 16)));
  const soft = blurs.map((sigma) => inks.map((ink) => softened(ink, sigma)));
  const half = (soft[1] ?? []).map(halved);
  const full = soft.map((set) => together(set));
  return {
    blurs: full,
    alike: full.map(correlations),
    coarse: together(half),
    turned: together(half.map((ink) => ink.toReversed())),
  };
}

function together(inks: readonly Float32Array[]): Float32Array {
  const size = inks[0]?.length ?? 0;
  const all = new Float32Array(inks.length * size);
  inks.forEach((ink, at) => {
    all.set(normal(ink), at * size);
  });
  return all;
}

function correlations(all: Float32Array): Float32Array {
  const size = all.length / alphabet.length;
  return new Float32Array(alphabet.length ** 2).map((_, at) => {
    const [one, other] = [Math.floor(at / alphabet.length) * size, (at % alphabet.length) * size];
    let sum = 0;
    for (let place = 0; place < size; place++) sum += (all[one + place] as number) * (all[other + place] as number);
    return sum;
  });
}

function halved(ink: Float32Array): Float32Array {
  const width = cellSize.width / 2;
  return new Float32Array(ink.length / 4).map((_, at) => {
    const from = 4 * width * Math.floor(at / width) + 2 * (at % width);
    const below = from + cellSize.width;
    return [from, from + 1, below, below + 1].reduce((sum, place) => sum + (ink[place] ?? 0), 0);
  });
}

function softened(ink: Float32Array, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma ** 2)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const { width, height } = cellSize;
  const pass = (values: Float32Array, stepX: number, stepY: number) =>
    values.map((_, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      return weights.reduce((sum, weight, step) => {
        const [u, v] = [x + stepX * (step - reach), y + stepY * (step - reach)];
        const inside = u >= 0 && v >= 0 && u < width && v < height;
        return inside ? sum + (weight / total) * (values[v * width + u] as number) : sum;
      }, 0);
    });
  return pass(pass(ink, 1, 0), 0, 1);
}

function normal(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return values.map((value) => (value - mean) / length);
}
