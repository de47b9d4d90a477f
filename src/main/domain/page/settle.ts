import type { Corners, Point } from '#contract/pixels.ts';
import { meet } from './lines.ts';
import { isConvex } from './quad.ts';
import { type Side, sideOf, type Track } from './side-support.ts';

/** How far a side may move, in pixels of the small picture. */
const reach = 6;

/**
 * Moves the sides of a sheet to the best lines close by. Beside the edge of a sheet runs the edge of its shadow, longer and softer,
 * and lines of the table; the sheet's own is steep, whole and ends at its corners. `tracks` are its sides in order.
 */
export function settled(
  corners: Corners,
  tracks: readonly Track[],
  all: readonly Track[],
  tone: number,
): { readonly corners: Corners; readonly tracks: readonly Track[] } {
  let state = { corners, tracks };
  for (let index = 0; index < 8; index++) state = settledSide(state.corners, state.tracks, index % 4, { all, tone });
  return state;
}

type Choice = { readonly all: readonly Track[]; readonly tone: number };

function settledSide(corners: Corners, tracks: readonly Track[], index: number, { all, tone }: Choice) {
  const current = tracks[index] as Track;
  if (current.isFrame) return { corners, tracks };
  const [from, to] = [corners[index] as Point, corners[(index + 1) % 4] as Point];
  const middle = corners.reduce((sum, { x, y }) => ({ x: sum.x + x / 4, y: sum.y + y / 4 }), { x: 0, y: 0 });
  const worth = (track: Track, steepest: number) => {
    const inwards = Math.sign(track.line.nx * middle.x + track.line.ny * middle.y - track.line.d);
    return worthOf(sideOf(track, from, to), inwards * tone, steepest);
  };
  const near = all.filter((track) => distance(track, from) <= reach && distance(track, to) <= reach);
  const steepest = Math.max(1, ...near.map((track) => slopeOf(sideOf(track, from, to))));
  let [best, most] = [current, worth(current, steepest)];
  for (const track of near) {
    const value = worth(track, steepest);
    if (value > most) [best, most] = [track, value];
  }
  const next = tracks.map((track, at) => (at === index ? best : track));
  const moved = next.map((track, at) => meet((next[(at + 3) % 4] as Track).line, track.line)) as unknown as Corners;
  return moved.every((corner) => corner !== null) && isConvex(moved)
    ? { corners: moved, tracks: next }
    : { corners, tracks };
}

const distance = ({ line }: Track, { x, y }: Point) => Math.abs(line.nx * x + line.ny * y - line.d);

/** Beyond 16 grey values between neighbours one edge is as good as another. */
const slopeOf = ({ slope, support }: Side) => (support < 0.5 ? 0 : Math.min(16, slope));

function worthOf(side: Side, inwards: number, steepest: number): number {
  return side.support - 0.3 * side.overrun + (0.6 * slopeOf(side)) / steepest + 0.15 * inwards * side.step;
}
