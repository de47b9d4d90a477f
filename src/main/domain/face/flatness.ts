/** How a face moved between two pictures, as far as its landmarks tell. */
export type Turn = {
  /** What no affine map of the first landmarks explains, in sizes of the face (root mean square): depth that moved. */
  readonly residual: number;
  /** How much narrower the face became beside its height: 0 not at all, 1 edge-on. */
  readonly narrowing: number;
  /** Residual by narrowing. A flat thing gets narrow and keeps its form; a head shows another side of itself. */
  readonly solidity: number;
};

/**
 * From where a turn is a solid head's, and up to where it is a flat thing's; between them nothing is said. Measured on rendered
 * heads and on photographs of them, tilted and bent: heads turned by 20° and more 0.35 to 0.8, photographs that the network of
 * poses took for such a turn 0.19 to 0.31.
 */
export const solidFrom = 0.34;
export const flatTo = 0.25;

/**
 * Compares the landmarks of a frontal picture with those of a turned one: 68 places each, as x, y, x, y …, in pixels of whatever
 * picture they are from. A flat thing in front of a camera moves by an affine map but for perspective; bent by hand it moves by
 * little else. It does not know a mask or a film.
 * @throws RangeError when there are not 68 places in both, or they are no face (all in one place or on one line)
 */
export function turnBetween(first: readonly number[], turned: readonly number[]): Turn {
  const from = inOwnSize(first);
  const to = inOwnSize(turned);
  const [across, down] = affineBetween(from, to);
  let squares = 0;
  for (let i = 0; i < from.length; i += 2) {
    const [x, y] = [from[i] ?? 0, from[i + 1] ?? 0];
    squares +=
      (across[0] * x + across[1] * y - (to[i] ?? 0)) ** 2 + (down[0] * x + down[1] * y - (to[i + 1] ?? 0)) ** 2;
  }
  const residual = Math.sqrt(squares / (from.length / 2));
  const width = Math.hypot(across[0], down[0]);
  const height = Math.hypot(across[1], down[1]);
  const narrowing = Math.sqrt(1 - Math.min(1, width / height) ** 2);
  // Without any narrowing a small residual is noise of the landmarks.
  return { residual, narrowing, solidity: residual / Math.max(0.25, narrowing) };
}

/** Moved to its middle and scaled to a mean distance of one, upright by the line of the eyes. */
function inOwnSize(places: readonly number[]): Float64Array {
  if (places.length !== 136) throw new RangeError('68 landmarks are needed');
  const mean = (axis: number, from = 0, to = 67) => {
    let sum = 0;
    for (let i = from; i <= to; i++) sum += places[i * 2 + axis] ?? 0;
    return sum / (to - from + 1);
  };
  const [middleX, middleY] = [mean(0), mean(1)];
  const lean = Math.atan2(mean(1, 42, 47) - mean(1, 36, 41), mean(0, 42, 47) - mean(0, 36, 41));
  const [cos, sin] = [Math.cos(lean), Math.sin(lean)];
  const own = new Float64Array(136);
  let squares = 0;
  for (let i = 0; i < 136; i += 2) {
    const [x, y] = [(places[i] ?? 0) - middleX, (places[i + 1] ?? 0) - middleY];
    own[i] = x * cos + y * sin;
    own[i + 1] = y * cos - x * sin;
    squares += x * x + y * y;
  }
  const size = Math.sqrt(squares / 68);
  if (!(size > 0)) throw new RangeError('landmarks in one place');
  return own.map((value) => value / size);
}

type Row = readonly [byX: number, byY: number];

/** The linear map of least squares between two sets around their middles. */
function affineBetween(from: Float64Array, to: Float64Array): readonly [across: Row, down: Row] {
  let [xx, xy, yy, ux, uy, vx, vy] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < from.length; i += 2) {
    const [x, y, u, v] = [from[i] ?? 0, from[i + 1] ?? 0, to[i] ?? 0, to[i + 1] ?? 0];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    ux += u * x;
    uy += u * y;
    vx += v * x;
    vy += v * y;
  }
  const determinant = xx * yy - xy * xy;
  if (!(determinant >= 1e-6 * (xx + yy) ** 2)) throw new RangeError('landmarks on one line');
  return [
    [(ux * yy - uy * xy) / determinant, (uy * xx - ux * xy) / determinant],
    [(vx * yy - vy * xy) / determinant, (vy * xx - vx * xy) / determinant],
  ];
}
