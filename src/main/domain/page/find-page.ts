import type { Corners, Pixels } from '#contract/pixels.ts';
import type { FoundPage } from '#contract/vision.ts';
import { findQuad } from './find-quad.ts';
import { greyOf, shrunk } from './grey.ts';
import { guidanceOf, isDark } from './guidance.ts';
import { inOrder } from './quad.ts';
import { refined } from './refine.ts';

/** Greatest side of the picture in which a sheet is looked for, in pixels. */
const workingSide = 480;

/**
 * Looks for one sheet of paper or card on a table. Corners are places of the picture given (pixel centres at halves), clockwise
 * from the upper left one as seen; a corner of a sheet that is cut off lies on the frame or just outside it.
 * `guidance` is the first thing that keeps the picture from being a good one, and null where nothing does; whether the sheet
 * is held still (`hold`) only a run of pictures can say: `nextPageRun`.
 */
export function findPage(pixels: Pixels): FoundPage {
  const grey = greyOf(pixels);
  const factor = Math.max(1, Math.ceil(Math.max(grey.width, grey.height) / workingSide));
  const small = shrunk(grey, factor);
  const quad = findQuad(small);
  if (quad === null) return { corners: null, guidance: isDark(small) ? 'dark' : 'noPage' };
  const rough = quad.corners.map(({ x, y }) => ({
    x: (x + 0.5) * factor,
    y: (y + 0.5) * factor,
  })) as unknown as Corners;
  const found = inOrder(rough);
  const corners = quad.framed > 0 ? found : refined(grey, found, Math.ceil(1.5 * factor) + 2, quad.tone);
  return { corners, guidance: guidanceOf({ grey, small, factor, corners, framed: quad.framed }) };
}
