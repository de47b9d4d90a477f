import type { ChallengeStep, challengeFaults } from '#contract/capture.ts';
import type { FaceLook } from '#contract/face.ts';
import { flatTo, solidFrom, turnBetween } from './flatness.ts';

// An attended, active challenge: somebody is asked to turn and to blink, in an order nobody could know before, while an officer
// looks on. It keeps a picture held up and a swap midway from passing; it does not keep a film or a mask from passing, and it is
// no certified detection of attacks.

export type ChallengeFault = (typeof challengeFaults)[number];

/** What is asked for in a challenge: degrees, milliseconds, probabilities and cosines. */
export type ChallengeLimits = {
  /** A turn counts beyond this yaw, a front within `frontWithin`. */
  readonly turnBeyond: number;
  readonly frontWithin: number;
  /** For every step. */
  readonly stepMs: number;
  /** How long the face may be away, or not alone, before it is lost. */
  readonly awayMs: number;
  /** An eye counts as closed from `closedFrom` and as open up to `openTo`. */
  readonly closedFrom: number;
  readonly openTo: number;
  /** Frames in a row that must show a closed eye. */
  readonly closedFrames: number;
  /** Least cosine with the first picture. */
  readonly sameFrom: number;
  /** Comparisons in a row that must be below it before the face is said to be another: one blurred frame is no swap. */
  readonly unlikeFrames: number;
  /** Least solidity of a turned head, and most of a flat thing (`flatness.ts`). */
  readonly solidFrom: number;
  readonly flatTo: number;
  /** Turned frames in a row that must have it. */
  readonly solidFrames: number;
  /** Frames of a step that are narrow and flat before the thing is said to be flat, and how narrow that is. */
  readonly flatFrames: number;
  readonly narrowFrom: number;
};

/** Limits as they are used; cosine and yaw are those of the feasibility figures. */
export const challengeLimits: ChallengeLimits = {
  turnBeyond: 20,
  frontWithin: 10,
  stepMs: 10_000,
  awayMs: 1500,
  closedFrom: 0.5,
  openTo: 0.3,
  closedFrames: 2,
  sameFrom: 0.45,
  unlikeFrames: 3,
  solidFrom,
  flatTo,
  solidFrames: 2,
  flatFrames: 3,
  narrowFrom: 0.35,
};

/** How a challenge begins. */
export type ChallengeOptions = {
  /** The look at the frontal picture that is compared with the chip: everything in the challenge must be that face. */
  readonly first: FaceLook;
  /** When the first step begins, in milliseconds of the caller's clock. */
  readonly startsAt: number;
  /** From 0 up to but without 1; it chooses the steps, so nobody may be able to guess it. */
  readonly random: () => number;
  readonly limits?: Partial<ChallengeLimits>;
};

/** One frame; `sameAsFirst` is the cosine of its descriptor with the first picture's, null where none was wanted or none could be made. */
export type ChallengeFrame = { readonly at: number; readonly look: FaceLook; readonly sameAsFirst: number | null };

type Course = { readonly steps: readonly ChallengeStep[]; readonly done: number };

/** Where a challenge stands. */
export type ChallengeState =
  | (Course & {
      readonly is: 'going';
      readonly step: ChallengeStep;
      /** When the step is too slow, in milliseconds of the caller's clock. */
      readonly endsAt: number;
      /** The frame just added would do: describe that frame, and add it again with `sameAsFirst`. */
      readonly wantsIdentity: boolean;
    })
  | (Course & { readonly is: 'passed' })
  | (Course & { readonly is: 'failed'; readonly fault: ChallengeFault });

/** A challenge that goes on; it has no clock and no camera of its own. */
export type Challenge = {
  state(): ChallengeState;
  /** Takes the next frame, or the last one again (the same `at`) with its `sameAsFirst`. Nothing changes after the end. */
  add(frame: ChallengeFrame): ChallengeState;
  /** Says that it is `at` and no frame came. */
  tick(at: number): ChallengeState;
};

/** What was seen in the step that goes on. */
type Progress = {
  endsAt: number;
  /** When the face was last there, alone. */
  seenAt: number;
  solid: number;
  flat: number;
  opened: boolean;
  closed: number;
  blinked: boolean;
};

const fresh = (endsAt: number, seenAt: number): Progress => ({
  endsAt,
  seenAt,
  solid: 0,
  flat: 0,
  opened: false,
  closed: 0,
  blinked: false,
});

/**
 * Steps in an order of chance: one turn or both, a blink, and the front last.
 * Ten orders; the chance to guess one is no protection by itself, the time limit and the identity are.
 */
export function chooseSteps(random: () => number): readonly ChallengeStep[] {
  const chosen: ChallengeStep[] = ['turnLeft', 'turnRight', 'blink'];
  for (let last = chosen.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [chosen[last], chosen[other]];
    if (a !== undefined && b !== undefined) [chosen[last], chosen[other]] = [b, a];
  }
  const spared = random() < 0.4 ? chosen.findLastIndex((step) => step !== 'blink') : -1;
  return [...chosen.filter((_, place) => place !== spared), 'front'];
}

/** A challenge from inside. */
type Running = {
  readonly steps: readonly ChallengeStep[];
  readonly limits: ChallengeLimits;
  readonly firstMarks: readonly number[];
  done: number;
  /** Comparisons in a row that were below the least cosine. */
  unlike: number;
  /** The frame whose identity is wanted. */
  asked: number | null;
  ended: ChallengeState | null;
  progress: Progress;
};

/**
 * Begins a challenge. For every frame: `add` it with `sameAsFirst` null; when the answer `wantsIdentity`, describe that frame and
 * `add` it again with the cosine. Where frames stay away, `tick`.
 * @throws RangeError when there is no face in the first look: it would be a bug to ask for one
 */
export function createChallenge({ first, startsAt, random, limits: changed }: ChallengeOptions): Challenge {
  if (first.landmarks === null) throw new RangeError('a challenge begins with a face');
  const limits = { ...challengeLimits, ...changed };
  const running: Running = {
    steps: chooseSteps(random),
    limits,
    firstMarks: first.landmarks,
    done: 0,
    unlike: 0,
    asked: null,
    ended: null,
    progress: fresh(startsAt + limits.stepMs, startsAt),
  };
  return {
    state: () => stateOf(running),
    tick: (at) => {
      watchTime(running, at);
      return stateOf(running);
    },
    add: (frame) => {
      if (running.ended === null) take(running, frame);
      return stateOf(running);
    },
  };
}

function stateOf({ ended, steps, done, progress, asked }: Running): ChallengeState {
  const step = steps[done] ?? 'front';
  return ended ?? { is: 'going', steps, done, step, endsAt: progress.endsAt, wantsIdentity: asked !== null };
}

function fail(running: Running, fault: ChallengeFault): void {
  running.asked = null;
  running.ended ??= { is: 'failed', steps: running.steps, done: running.done, fault };
}

function watchTime(running: Running, at: number): void {
  if (at > running.progress.endsAt) fail(running, 'tooSlow');
  else if (at - running.progress.seenAt > running.limits.awayMs) fail(running, 'faceLost');
}

function take(running: Running, { at, look, sameAsFirst }: ChallengeFrame): void {
  const isAnswer = running.asked === at;
  running.asked = null;
  if (!isAnswer) {
    if (isAlone(look)) running.progress.seenAt = at;
    watchTime(running, at);
    if (running.ended !== null || !isAlone(look)) return;
    if (!wouldDo(running, look)) {
      if (running.progress.flat >= running.limits.flatFrames) fail(running, 'flat');
      return;
    }
    running.asked = at;
  }
  if (sameAsFirst !== null) judge(running, at, sameAsFirst);
}

function judge(running: Running, at: number, sameAsFirst: number): void {
  const { limits, steps } = running;
  running.asked = null;
  if (!(sameAsFirst >= limits.sameFrom)) {
    running.unlike++;
    if (running.unlike >= limits.unlikeFrames) fail(running, 'otherFace');
    return;
  }
  running.unlike = 0;
  running.done++;
  running.progress = fresh(at + limits.stepMs, at);
  if (running.done === steps.length) running.ended = { is: 'passed', steps, done: running.done };
}

/** One face, or others far smaller behind it. */
function isAlone({ faces: [largest, second], landmarks, pose }: FaceLook): boolean {
  if (largest === undefined || landmarks === null || pose === null) return false;
  return second === undefined || second.width * second.height < 0.2 * largest.width * largest.height;
}

/** Whether this frame fulfils the step, but for the identity of the face. */
function wouldDo(running: Running, look: FaceLook): boolean {
  const { steps, done, limits, progress } = running;
  const step = steps[done] ?? 'front';
  const yaw = look.pose?.yaw ?? 0;
  if (step === 'front') return Math.abs(yaw) < limits.frontWithin;
  if (step === 'blink') return Math.abs(yaw) < limits.turnBeyond && hasBlinked(running, look);
  const turnedEnough = isSolid(running, look) && (step === 'turnLeft' ? yaw : -yaw) > limits.turnBeyond;
  progress.solid = turnedEnough ? progress.solid + 1 : 0;
  return progress.solid >= limits.solidFrames;
}

/** A picture gets narrow where a head would show its side, whatever yaw the network makes of it. */
function isSolid({ firstMarks, limits, progress }: Running, { landmarks }: FaceLook): boolean {
  const { solidity, narrowing } = turnBetween(firstMarks, landmarks ?? []);
  if (solidity >= limits.solidFrom) return true;
  if (narrowing >= limits.narrowFrom && solidity <= limits.flatTo) progress.flat++;
  return false;
}

/** Open, closed over enough frames, and open again: the frame that shows it open again is the one that is compared. */
function hasBlinked({ limits, progress }: Running, { closed }: FaceLook): boolean {
  if (closed === null) return false;
  // The network overlooks one of two closed eyes more often than it sees a closed one in an open eye.
  const shut = Math.max(closed.left, closed.right);
  if (progress.blinked) return shut <= limits.openTo;
  if (shut >= limits.closedFrom) {
    if (progress.opened) progress.closed++;
    return false;
  }
  if (shut > limits.openTo) return false;
  progress.blinked = progress.closed >= limits.closedFrames;
  progress.opened = true;
  progress.closed = 0;
  return progress.blinked;
}
