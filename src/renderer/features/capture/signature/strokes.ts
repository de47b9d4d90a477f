import type { Signature } from '#contract/capture.ts';

/** One place of the pen: in the box's own pixels, ms since the first touch, pressure where the pad knows it. */
export type PenPoint = Signature['strokes'][number][number];

/** A signature while it is written. */
export type Strokes = {
  begin(point: PenPoint): void;
  go(point: PenPoint): void;
  end(): void;
  clear(): void;
  all(): readonly (readonly PenPoint[])[];
};

/** Most strokes and points that are taken: nobody's name is longer. */
const most = { strokes: 200, points: 5000 };

export function createStrokes(): Strokes {
  let strokes: PenPoint[][] = [];
  let current: PenPoint[] | null = null;
  return {
    begin(point) {
      if (strokes.length >= most.strokes) return;
      current = [point];
      strokes.push(current);
    },
    go(point) {
      if (current !== null && current.length < most.points) current.push(point);
    },
    end() {
      current = null;
    },
    clear() {
      strokes = [];
      current = null;
    },
    all: () => strokes,
  };
}
