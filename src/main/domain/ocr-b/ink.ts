import { boxMeans, type Greys, smoothed } from './greys.ts';

/** Half the side of the square whose light a place is compared with: more than a character, less than a shadow. */
const reach = 18;
/** How many deviations below the mean ink begins: where a fifth is ink, that is half way between ink and paper. */
const depth = 0.6;
/** Differences below this are the grain of paper and camera, whatever else is around. */
const leastDepth = 5;

/** Where a picture is darker than what is around it: 1 is ink. */
export function inkOf(greys: Greys): Uint8Array {
  const { width, height } = greys;
  const { values } = smoothed(greys);
  const means = boxMeans(values, width, height, reach);
  const squares = new Float32Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const away = (values[at] as number) - (means[at] as number);
    squares[at] = away * away;
  }
  const variances = boxMeans(squares, width, height, reach);
  const floor = Math.max(leastDepth, 2.2 * grainOf(variances, width, height));
  const ink = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const below = (means[at] as number) - (values[at] as number);
    if (below > floor && below * below > depth * depth * (variances[at] as number)) ink[at] = 1;
  }
  return ink;
}

/** The deviation where the picture is at its calmest but for a fifth: what is no more than that is noise. */
function grainOf(variances: Float32Array, width: number, height: number): number {
  const sample: number[] = [];
  for (let row = reach; row < height; row += 16)
    for (let column = reach; column < width; column += 16) sample.push(variances[row * width + column] as number);
  sample.sort((a, b) => a - b);
  return Math.sqrt(sample[Math.floor(sample.length / 5)] ?? 0);
}
