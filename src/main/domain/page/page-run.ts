import type { Corners, Point } from '#contract/pixels.ts';
import type { FoundPage, PageGuidance } from '#contract/vision.ts';

/** How a page was held in the frames so far. */
export type PageRun = { readonly corners: Corners | null; readonly still: number };

/** Nothing was seen yet. */
export const noPageRun: PageRun = { corners: null, still: 0 };

/** Frames in a row that must be good, with the page in the same place. */
const framesWanted = 5;
/** How far a corner may move between frames, as share of the page's diagonal. */
const mostMove = 0.012;

/**
 * Takes one more frame into a run: what to tell (`hold` while everything is good and the run not long enough; null when the
 * picture may be taken) and 0 to 1 how much of the run is there. One bad or moved frame begins it anew.
 */
export function nextPageRun(
  run: PageRun,
  { corners, guidance }: FoundPage,
): { readonly run: PageRun; readonly guidance: PageGuidance | null; readonly steady: number } {
  if (corners === null || guidance !== null)
    return { run: { corners, still: 0 }, guidance: guidance ?? 'noPage', steady: 0 };
  const still = run.corners !== null && isSamePlace(run.corners, corners) ? run.still + 1 : 1;
  const steady = Math.min(1, still / framesWanted);
  return { run: { corners, still }, guidance: steady < 1 ? 'hold' : null, steady };
}

function isSamePlace(before: Corners, after: Corners): boolean {
  const diagonal = Math.hypot(after[2].x - after[0].x, after[2].y - after[0].y);
  return after.every(({ x, y }, index) => {
    const old = before[index] as Point;
    return Math.hypot(x - old.x, y - old.y) <= mostMove * diagonal;
  });
}
