import type { Corners, Point } from '#contract/pixels.ts';
import { type Edges, findEdges } from './edges.ts';
import { closed, type Grey } from './grey.ts';
import { findLines, isLevel, isUpright, type Line, meet } from './lines.ts';
import { anglesOf, areaOf, isConvex } from './quad.ts';
import { settled } from './settle.ts';
import { promiseOf, type Side, sideOf, type Track, trackOf } from './side-support.ts';

/** A sheet as seen in a small picture: places are pixel numbers (centres at whole numbers). */
export type FoundQuad = {
  readonly corners: Corners;
  /** 0 to about 1.5: how much of its outline is there, and how much speaks against it. */
  readonly score: number;
  /** How many of its sides are edges of the frame: it is cut off there. */
  readonly framed: number;
  /** Whether the sheet is brighter than the table (1), darker (−1) or neither (0). */
  readonly tone: number;
};

/** Lines taken from the picture as it is and from that without print; and those of either group that are tried as sides. */
const mostLines = 30;
type Candidate = FoundQuad & { readonly tracks: readonly Track[] };

const mostSides = 16;
/** Least score that is called a sheet; measured on pictures with and without one (bench/capture/page.ts). */
const leastScore = 1.03;
const leastSupport = 0.4;
/** Below, a sheet is neither brighter nor darker than the table, and its sides must end at its corners: checks of a cloth do not. */
const leastTone = 0.25;
/** Least share of the frame. */
const leastArea = 0.03;

/** Looks for the four straight sides of one sheet; null where there is none. */
export function findQuad(grey: Grey): FoundQuad | null {
  if (grey.width < 32 || grey.height < 32) return null;
  const plain = closed(grey, 3);
  const edges = findEdges(grey);
  const lines = joined(findLines(findEdges(plain), mostLines), findLines(edges, mostLines));
  const tracks = lines.map((line) => trackOf(line, false, edges, plain));
  const frame = frameTracks(edges, plain);
  const group = (isIn: (line: Line) => boolean) => [
    ...promising(
      tracks.filter(({ line }) => isIn(line)),
      grey,
    ),
    ...frame.filter(({ line }) => isIn(line)),
  ];
  const across = ordered(group(isUpright), ({ line }) => (line.d - line.ny * (grey.height / 2)) / line.nx);
  const down = ordered(group(isLevel), ({ line }) => (line.d - line.nx * (grey.width / 2)) / line.ny);
  const best = bestOf(grey, across, down);
  return best === null ? null : { ...best, corners: settled(best.corners, best.tracks, tracks, best.tone).corners };
}

/** Those that look most like the side of a sheet somewhere; of lines close together the best one. */
function promising(tracks: readonly Track[], { width, height }: Grey): readonly Track[] {
  const rated = tracks.map((track) => ({ track, promise: promiseOf(track, height) }));
  const chosen: Track[] = [];
  for (const { track } of rated.sort((a, b) => b.promise - a.promise)) {
    if (chosen.length >= mostSides) break;
    if (!chosen.some((other) => isBeside(other.line, track.line, width / 2, height / 2))) chosen.push(track);
  }
  return chosen;
}

/** Whether two lines run within three pixels of each other through the middle, nearly parallel. */
function isBeside(a: Line, b: Line, x: number, y: number): boolean {
  const dot = a.nx * b.nx + a.ny * b.ny;
  const offset = (line: Line) => line.d - line.nx * x - line.ny * y;
  return Math.abs(dot) > 0.9986 && Math.abs(offset(a) - Math.sign(dot) * offset(b)) < 3;
}

function joined(first: readonly Line[], second: readonly Line[]): readonly Line[] {
  const isNew = (line: Line) =>
    !first.some((other) => {
      const dot = other.nx * line.nx + other.ny * line.ny;
      return Math.abs(dot) > 0.9997 && Math.abs(other.d - Math.sign(dot) * line.d) < 1;
    });
  return [...first, ...second.filter(isNew)];
}

function frameTracks(edges: Edges, grey: Grey): readonly Track[] {
  const frame: readonly Line[] = [
    { nx: 1, ny: 0, d: 0 },
    { nx: 1, ny: 0, d: grey.width - 1 },
    { nx: 0, ny: 1, d: 0 },
    { nx: 0, ny: 1, d: grey.height - 1 },
  ];
  return frame.map((line) => trackOf(line, true, edges, grey));
}

function ordered(tracks: readonly Track[], place: (track: Track) => number): readonly Track[] {
  return tracks
    .map((track) => ({ track, at: place(track) }))
    .sort((a, b) => a.at - b.at)
    .map(({ track }) => track);
}

function bestOf(grey: Grey, upright: readonly Track[], level: readonly Track[]): Candidate | null {
  const crossings = upright.map((a) => level.map((b) => crossing(grey, a, b)));
  const levelSides = sideTable(level, upright, (l, u) => crossings[u]?.[l] ?? null);
  const uprightSides = sideTable(upright, level, (u, l) => crossings[u]?.[l] ?? null);
  let best: Candidate | null = null;
  for (let left = 0; left < upright.length; left++)
    for (let right = left + 1; right < upright.length; right++)
      for (let top = 0; top < level.length; top++) {
        const upper = levelSides(top, left, right);
        if (upper === null) continue;
        for (let bottom = top + 1; bottom < level.length; bottom++) {
          const lower = levelSides(bottom, left, right);
          const west = uprightSides(left, top, bottom);
          const east = uprightSides(right, top, bottom);
          if (lower === null || west === null || east === null) continue;
          if (quickScore(upper, east, lower, west) <= (best?.score ?? leastScore)) continue;
          const at = (u: number, l: number) => crossings[u]?.[l] as Point;
          const corners: Corners = [at(left, top), at(right, top), at(right, bottom), at(left, bottom)];
          const tracks = [level[top], upright[right], level[bottom], upright[left]] as readonly Track[];
          const found = judged(grey, corners, tracks, [upper, east, lower, west]);
          if (found !== null && found.score > (best?.score ?? leastScore)) best = found;
        }
      }
  return best;
}

/** Where two lines cross, if that is in the picture or just outside it. */
function crossing({ width, height }: Grey, a: Track, b: Track): Point | null {
  const place = meet(a.line, b.line);
  if (place === null) return null;
  const [mx, my] = [0.03 * width, 0.03 * height];
  const isNear = place.x >= -mx && place.y >= -my && place.x <= width + mx && place.y <= height + my;
  return isNear ? place : null;
}

/** Sides on each line between each pair of lines across, worked out once. */
function sideTable(
  on: readonly Track[],
  across: readonly Track[],
  place: (on: number, across: number) => Point | null,
): (on: number, first: number, second: number) => Side | null {
  const size = across.length;
  const table: (Side | null)[] = new Array(on.length * size * size).fill(null);
  on.forEach((track, line) => {
    for (let first = 0; first < size; first++)
      for (let second = first + 1; second < size; second++) {
        const [from, to] = [place(line, first), place(line, second)];
        if (from === null || to === null) continue;
        const side = sideOf(track, from, to);
        if (side.length >= 16 && side.support >= leastSupport) table[(line * size + first) * size + second] = side;
      }
  });
  return (line, first, second) => table[(line * size + first) * size + second] ?? null;
}

const sideScore = ({ support, overrun }: Side) => support - 0.6 * overrun;

/** Most that four sides can be worth. */
function quickScore(a: Side, b: Side, c: Side, d: Side): number {
  return (sideScore(a) + sideScore(b) + sideScore(c) + sideScore(d)) / 4 + 0.5;
}

function judged(
  grey: Grey,
  corners: Corners,
  tracks: readonly Track[],
  sides: readonly [Side, Side, Side, Side],
): Candidate | null {
  if (!isConvex(corners)) return null;
  const share = areaOf(corners) / (grey.width * grey.height);
  if (share < leastArea || anglesOf(corners).some((angle) => angle < 50 || angle > 130)) return null;
  const framed = tracks.filter(({ isFrame }) => isFrame).length;
  if (framed > 2 || tracks.some(({ isFrame }, index) => isFrame && tracks[(index + 2) % 4]?.isFrame)) return null;
  const tones = sides.map(({ step }, index) => inward(step, tracks[index] as Track, corners));
  const seen = tones.filter((_, index) => !tracks[index]?.isFrame);
  const tone = seen.reduce((sum, each) => sum + each, 0) / seen.length;
  if (Math.abs(tone) < leastTone && sides.some(({ overrun }) => overrun > 0.35)) return null;
  const [a, b, c, d] = sides;
  const score =
    (sideScore(a) + sideScore(b) + sideScore(c) + sideScore(d)) / 4 + 0.25 * Math.abs(tone) + 0.25 * Math.sqrt(share);
  return { corners, tracks, score, framed, tone: Math.abs(tone) < 0.2 ? 0 : Math.sign(tone) };
}

/** Step of brightness from the table into the sheet, −1 to 1. */
function inward(step: number, { line }: Track, corners: Corners): number {
  const middle = corners.reduce((sum, { x, y }) => sum + (line.nx * x + line.ny * y) / 4, 0);
  return Math.sign(middle - line.d) * step;
}
