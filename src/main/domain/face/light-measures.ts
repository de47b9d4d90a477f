import type { FaceRegion } from './face-region.ts';
import { type Landmarks, landmark } from './landmarks.ts';

/** Shares of the brightnesses 0 to 255; they sum to one, or all are zero where there was nothing. */
export type Histogram = Float64Array;

/** What is measured of a face's brightness, by the terms of OFIQ. */
export type Light = {
  /** Mean and variance of brightness, of 0 to 1. */
  readonly mean: number;
  readonly variance: number;
  /** Shares of pixels that are black (0 to 25) and white (247 to 255). */
  readonly dark: number;
  readonly bright: number;
  /** Entropy in bits, 0 to 8. */
  readonly entropy: number;
  /** How much the brightness of both cheeks has in common, 0 to 1. */
  readonly common: number;
};

/** Measures the light on a face. */
export function lightOf(region: FaceRegion): Light {
  const { grey, mask, samples, landmarks } = region;
  const face = histogramOf(grey, (index) => mask[index] === 1);
  const mean = sumOf(face, (value) => value / 255);
  const cheek = (side: 'right' | 'left') => {
    const isIn = cheekOf(landmarks, side, samples.width);
    return histogramOf(grey, isIn);
  };
  return {
    mean,
    variance: sumOf(face, (value) => (value / 255 - mean) ** 2),
    dark: face.subarray(0, 26).reduce((sum, share) => sum + share, 0),
    bright: face.subarray(247).reduce((sum, share) => sum + share, 0),
    entropy: -face.reduce((sum, share) => (share > 0 ? sum + share * Math.log2(share) : sum), 0),
    common: intersection(cheek('right'), cheek('left')),
  };
}

function sumOf(histogram: Histogram, of: (value: number) => number): number {
  return histogram.reduce((sum, share, value) => sum + share * of(value), 0);
}

function histogramOf(grey: Float32Array, isIn: (index: number) => boolean): Histogram {
  const histogram = new Float64Array(256);
  let count = 0;
  grey.forEach((value, index) => {
    if (!isIn(index)) return;
    const bin = Math.min(255, Math.max(0, Math.round(value)));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
    count++;
  });
  return count === 0 ? histogram : histogram.map((number) => number / count);
}

/** How far a brightness counts for its neighbours: a cheek in even light has shape enough to spread over so many. */
const spread = 16;

/**
 * What two histograms have in common, 0 to 1. OFIQ takes the 256 brightnesses as they are; smooth cheeks have so few of them that
 * a shade of ten apart they would have nothing in common, so each is spread over its neighbours first.
 */
function intersection(one: Histogram, other: Histogram): number {
  const [first, second] = [softened(one), softened(other)];
  return first.reduce((sum, share, index) => sum + Math.min(share, second[index] ?? 0), 0);
}

function softened(histogram: Histogram): Histogram {
  const weights = Array.from({ length: 6 * spread + 1 }, (_, at) => Math.exp(-0.5 * (at / spread - 3) ** 2));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const soft = new Float64Array(256 + 6 * spread);
  histogram.forEach((share, value) => {
    if (share === 0) return;
    weights.forEach((weight, at) => {
      soft[value + at] = (soft[value + at] ?? 0) + (share * weight) / whole;
    });
  });
  return soft;
}

/** A square of 0.3 inter-eye distances below an eye, at the height between it and the corner of the mouth. */
function cheekOf(landmarks: Landmarks, side: 'right' | 'left', width: number): (index: number) => boolean {
  const [outer, inner, mouth] = side === 'right' ? [36, 39, 48] : [45, 42, 54];
  const [eye, other, corner] = [landmark(landmarks, outer), landmark(landmarks, inner), landmark(landmarks, mouth)];
  const half = 0.5 * Math.abs(eye.x - other.x);
  const x = (eye.x + other.x) / 2;
  const y = ((eye.y + other.y) / 2 + corner.y) / 2;
  return (index) => {
    const [column, row] = [index % width, Math.floor(index / width)];
    return Math.abs(column + 0.5 - x) <= half && Math.abs(row + 0.5 - y) <= half;
  };
}
