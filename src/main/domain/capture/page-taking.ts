import type { Corners } from '#contract/pixels.ts';
import type { FoundPage, PageGuidance } from '#contract/vision.ts';
import { nextPageRun, noPageRun } from '../page/page-run.ts';

/** How far, in shares of the picture's diagonal, a corner must be from the page just taken before it is another page. */
const anotherFrom = 0.12;
/** Frames without a page after which the next one is another page. */
const emptyFrames = 2;

/** What a frame did: what to tell, how much of the run is there (0 to 1), and whether the picture is to be taken. */
export type PageStep = {
  readonly guidance: PageGuidance | null;
  readonly steady: number;
  readonly take: boolean;
};

/** When to take pictures of the pages that are laid in front of the camera: each once. */
export type PageTaking = {
  add(found: FoundPage, size: { readonly width: number; readonly height: number }): PageStep;
  /** The page that lies there was taken. */
  taken(): void;
};

/** Begins with nothing seen. */
export function createPageTaking(): PageTaking {
  let run = noPageRun;
  let last: Corners | null = null;
  let spent: Corners | null = null;
  let empty = 0;
  return {
    add(found, { width, height }) {
      const { corners } = found;
      empty = corners === null ? empty + 1 : 0;
      last = corners ?? last;
      const isAnother =
        corners !== null && spent !== null && farthest(corners, spent) > anotherFrom * Math.hypot(width, height);
      if (empty >= emptyFrames || isAnother) spent = null;
      if (spent !== null) {
        run = noPageRun;
        return { guidance: null, steady: 0, take: false };
      }
      const { run: longer, guidance, steady } = nextPageRun(run, found);
      const take = steady >= 1;
      // What is asked for is asked once; if nobody answers, the run begins anew.
      run = take ? noPageRun : longer;
      return { guidance, steady, take };
    },
    taken() {
      spent = last;
      run = noPageRun;
    },
  };
}

function farthest(one: Corners, other: Corners): number {
  return Math.max(...one.map(({ x, y }, at) => Math.hypot(x - (other[at]?.x ?? 0), y - (other[at]?.y ?? 0))));
}
