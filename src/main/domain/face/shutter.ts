import type { FaceBox, FaceLook, PreCheckName } from '#contract/face.ts';
import { overlap } from './detection.ts';
import { portraitGuidance } from './guidance.ts';

/** When the shutter releases by itself. */
export type ShutterRules = {
  /** How long the run of good frames has to last, in milliseconds. */
  readonly runMs: number;
  /** How many frames it has at least: a slow computer sees fewer in the same time. */
  readonly leastFrames: number;
  /** A longer silence between two frames ends a run. */
  readonly longestGapMs: number;
};

/** About ten frames of a camera that gives fifteen in a second: long enough to sit still, short enough not to wait. */
export const shutterRules: ShutterRules = { runMs: 700, leastFrames: 5, longestGapMs: 1000 };

/** A frame and what was seen in it; `at` is any clock's milliseconds. */
export type LookedAt = { readonly seq: number; readonly at: number; readonly look: FaceLook };

/** How far the run is, 0 to 1; its best frame so far; and whether to release now, which is said once for each run. */
export type ShutterState = { readonly steady: number; readonly best: number | null; readonly release: boolean };

/** A run of good frames of one face becomes a release. */
export type Shutter = { add(frame: LookedAt): ShutterState };

type Run = {
  readonly began: number;
  readonly last: number;
  readonly frames: number;
  readonly box: FaceBox;
  readonly best: LookedAt;
};

const waiting: ShutterState = { steady: 0, best: null, release: false };

/** A shutter that has seen nothing. */
export function createShutter(rules: ShutterRules): Shutter {
  let run: Run | null = null;
  return {
    add(frame) {
      run = isGood(frame) ? lengthened(run, frame, rules) : null;
      if (run === null) return waiting;
      const { began, last, frames, best } = run;
      const steady = Math.min(1, (last - began) / rules.runMs, frames / rules.leastFrames);
      const release = steady >= 1;
      if (release) run = null;
      return { steady, best: best.seq, release };
    },
  };
}

const isGood = ({ look }: LookedAt) => portraitGuidance(look) === 'hold';

/** Another person who sits down where the first one was begins a run of their own. */
const leastOverlap = 0.3;

function lengthened(run: Run | null, frame: LookedAt, { longestGapMs }: ShutterRules): Run | null {
  const [box] = frame.look.faces;
  if (box === undefined) return null;
  const goesOn =
    run !== null &&
    frame.at >= run.last &&
    frame.at - run.last <= longestGapMs &&
    overlap(run.box, box) >= leastOverlap;
  if (!goesOn) return { began: frame.at, last: frame.at, frames: 1, box, best: frame };
  const best = isBetter(frame.look, run.best.look) ? frame : run.best;
  return { began: run.began, last: frame.at, frames: run.frames + 1, box, best };
}

/** What makes one good frame better than another: the first of these in which they clearly differ. */
export const qualityOrder: readonly PreCheckName[] = ['eyesOpen', 'sharpness', 'yaw', 'pitch', 'roll', 'mouthClosed'];

/** Scores nearer than this are no difference. */
const clearly = 4;

function isBetter(one: FaceLook, other: FaceLook): boolean {
  const score = ({ checks }: FaceLook, wanted: PreCheckName) => checks.find(({ name }) => name === wanted)?.score ?? 0;
  for (const name of qualityOrder) {
    const lead = score(one, name) - score(other, name);
    if (Math.abs(lead) >= clearly) return lead > 0;
  }
  return false;
}
