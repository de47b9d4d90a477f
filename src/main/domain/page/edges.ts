import type { Grey } from './grey.ts';

/** Places where brightness jumps: thin lines, with the direction towards the brighter side. */
export type Edges = {
  readonly width: number;
  readonly height: number;
  /** Slopes of brightness to the right and downwards, eight times grey values a pixel (Sobel). */
  readonly gx: Int16Array;
  readonly gy: Int16Array;
  /** 1 where an edge runs. */
  readonly on: Uint8Array;
  /** Places on an edge, sorted by direction. */
  readonly list: EdgeList;
};

/** Places on an edge: where they are, and the unit normal (towards the brighter side), in order of the direction it lies in. */
export type EdgeList = {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly nx: Float32Array;
  readonly ny: Float32Array;
  /** Direction of the normal in half turns cut into `directions`: where each begins. */
  readonly starts: Int32Array;
};

/** Into how many directions a half turn is cut: 5° each. */
export const directions = 36;

/** Strength of the weakest edge looked at, in grey values between neighbours, and of the strongest that is asked for. */
const weakest = 3.5;
const strongest = 14;

/** Finds edges: slopes above what noise and pattern of this very picture do, thinned to one pixel across. */
export function findEdges(grey: Grey): Edges {
  const { width, height } = grey;
  const { gx, gy, strength } = slopes(grey);
  const least = threshold(strength);
  const on = new Uint8Array(width * height);
  const places = new Int32Array(width * height);
  let count = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const here = strength[at] as number;
      if (here < least) continue;
      const step = stepAcross(gx[at] as number, gy[at] as number, width);
      if (here < (strength[at + step] as number) || here <= (strength[at - step] as number)) continue;
      on[at] = 1;
      places[count++] = at;
    }
  return { width, height, gx, gy, on, list: sorted(places.subarray(0, count), width, gx, gy) };
}

function sorted(places: Int32Array, width: number, gx: Int16Array, gy: Int16Array): EdgeList {
  const count = places.length;
  const bins = new Uint8Array(count);
  const starts = new Int32Array(directions + 1);
  for (let index = 0; index < count; index++) {
    const at = places[index] as number;
    const half = Math.atan2(gy[at] as number, gx[at] as number) / Math.PI + 1;
    const bin = Math.floor((half % 1) * directions) % directions;
    bins[index] = bin;
    starts[bin + 1] = (starts[bin + 1] as number) + 1;
  }
  for (let bin = 0; bin < directions; bin++) starts[bin + 1] = (starts[bin + 1] as number) + (starts[bin] as number);
  const next = starts.slice();
  const [x, y, nx, ny] = [0, 0, 0, 0].map(() => new Float32Array(count)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let index = 0; index < count; index++) {
    const at = places[index] as number;
    const bin = bins[index] as number;
    const slot = next[bin] as number;
    next[bin] = slot + 1;
    const [dx, dy] = [gx[at] as number, gy[at] as number];
    const length = Math.sqrt(dx * dx + dy * dy);
    y[slot] = Math.floor(at / width);
    x[slot] = at - (y[slot] as number) * width;
    nx[slot] = dx / length;
    ny[slot] = dy / length;
  }
  return { x, y, nx, ny, starts };
}

function slopes({ width, height, bytes }: Grey) {
  const gx = new Int16Array(width * height);
  const gy = new Int16Array(width * height);
  /** Four times grey values between neighbours. */
  const strength = new Uint16Array(width * height);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const nw = bytes[at - width - 1] as number;
      const ne = bytes[at - width + 1] as number;
      const sw = bytes[at + width - 1] as number;
      const se = bytes[at + width + 1] as number;
      const dx = ne + se - nw - sw + 2 * ((bytes[at + 1] as number) - (bytes[at - 1] as number));
      const dy = sw + se - nw - ne + 2 * ((bytes[at + width] as number) - (bytes[at - width] as number));
      gx[at] = dx;
      gy[at] = dy;
      strength[at] = Math.sqrt(dx * dx + dy * dy);
    }
  return { gx, gy, strength };
}

/** Two and a half times the middle strength, which noise and pattern make. */
function threshold(strength: Uint16Array): number {
  const counts = new Uint32Array(2048);
  for (const value of strength) counts[Math.min(2047, value)] = (counts[Math.min(2047, value)] as number) + 1;
  let [left, middle] = [strength.length / 2, 0];
  while (left > 0 && middle < 2047) left -= counts[middle++] as number;
  return Math.max(4 * weakest, Math.min(4 * strongest, 2.5 * middle));
}

/** The neighbour that lies in the direction of the slope. */
function stepAcross(dx: number, dy: number, width: number): number {
  const [ax, ay] = [Math.abs(dx), Math.abs(dy)];
  if (ay <= 0.414 * ax) return 1;
  if (ax <= 0.414 * ay) return width;
  return dx * dy > 0 ? width + 1 : width - 1;
}
