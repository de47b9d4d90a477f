import type { CaptureTask, ChallengeStep, FaceMatch, ManualReason } from '#contract/capture.ts';
import type { FaceLook } from '#contract/face.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Pixels } from '#contract/pixels.ts';
import { compareFaces, faceThresholds } from '#domain/face/bands.ts';
import { type Challenge, type ChallengeState, createChallenge } from '#domain/face/challenge.ts';
import { createShutter, shutterRules } from '#domain/face/shutter.ts';
import type { HeldMatch } from './capture-core.ts';
import { guideFace, lookForMatch } from './capture-guides.ts';
import { gone, note } from './capture-office.ts';
import { wipe } from './capture-records.ts';
import { lend, needGoing, type RunningTask, type TaskContext } from './capture-task.ts';

const liveQuality = 88;
/** How often it is looked whether a challenge is too slow when no frames come. */
const tickMs = 250;

/** Comparing the live face with the portrait of the chip. */
export type FaceMatchTask = RunningTask & {
  /** Goes on without a challenge. @throws FailureError `capture.gone` when it is too late for that */
  skipChallenge(reason: ManualReason): Promise<void>;
};

/** What the face is compared with, and where the result goes. */
export type FaceMatchEnds = {
  /** The portrait of the chip, encoded; the task's own copy. */
  readonly portrait: Uint8Array;
  readonly keep: (match: HeldMatch) => void;
};

/** The live face that everything afterwards must be: wiped with the task. */
type First = { readonly look: FaceLook; readonly descriptor: Float32Array; readonly live: Uint8Array };

type State = {
  phase: Extract<CaptureTask, { is: 'faceMatch' }>['phase'];
  first: First | null;
  challenge: Challenge | null;
  skipped: ManualReason | null;
  result: FaceMatch | null;
  stopTicking: () => void;
};

type Match = { readonly context: TaskContext; readonly ends: FaceMatchEnds; readonly state: State };

/** Begins to guide somebody to a face that can be compared. */
export function beginFaceMatch(context: TaskContext, ends: FaceMatchEnds): FaceMatchTask {
  const { id, camera, engines, clock, seen } = context;
  const state: State = {
    ...{ phase: 'guiding', first: null, challenge: null, skipped: null, result: null },
    stopTicking: () => undefined,
  };
  const match: Match = { context, ends, state };
  const shutter = createShutter(shutterRules);
  const guide = async (seq: number, pixels: Pixels) => {
    const look = await lend(pixels, (copy) => engines.faces.look(copy));
    if (context.signal.aborted || state.phase !== 'guiding') return;
    const enough = lookForMatch(look);
    const { steady, release } = shutter.add({ seq, at: clock.now().getTime(), look: enough });
    seen(seq, { is: 'face', box: look.faces[0] ?? null, ...guideFace(enough), steady, step: null });
    // This frame, not the best one: only this one is still here, and it is as good as any of its run.
    if (release) await takeFirst(match, look, pixels);
  };
  const challenged = async (seq: number, pixels: Pixels) => {
    const look = await lend(pixels, (copy) => engines.faces.look(copy));
    if (context.signal.aborted || state.phase !== 'challenge') return;
    const { guidance } = guideFace(lookForMatch(look));
    seen(seq, { is: 'face', box: look.faces[0] ?? null, guidance, failing: [], steady: 1, step: stepOf(state) });
    await judgeFrame(match, look, pixels);
  };
  return {
    view: () => ({
      ...{ is: 'faceMatch', id, camera: camera.id, phase: state.phase, match: state.result },
      challenge: courseOf(state),
      hasLive: state.result !== null,
    }),
    async see({ seq, pixels }) {
      if (state.phase === 'guiding') await guide(seq, pixels);
      else if (state.phase === 'challenge') await challenged(seq, pixels);
    },
    shoot: async () => gone(),
    async skipChallenge(reason) {
      if (state.phase !== 'guiding' && state.phase !== 'challenge') gone();
      state.skipped = reason;
      if (state.first === null) return;
      await conclude(match, { is: 'skipped', reason });
    },
    end() {
      state.stopTicking();
      state.first?.descriptor.fill(0);
      // A live face that was kept with a result is the desk's to wipe.
      if (state.first !== null && state.result === null) wipe([state.first.live]);
      state.first = null;
      wipe([ends.portrait]);
    },
  };
}

function stepOf({ challenge }: State): ChallengeStep | null {
  const now = challenge?.state();
  return now?.is === 'going' ? now.step : null;
}

function courseOf({ challenge }: State): Extract<CaptureTask, { is: 'faceMatch' }>['challenge'] {
  const now = challenge?.state();
  if (now?.is !== 'going') return null;
  return { steps: [...now.steps], done: now.done, endsAt: new Date(now.endsAt).toISOString() };
}

/** Takes the frame as the face that is compared, and begins the challenge unless it is left out. */
async function takeFirst(match: Match, look: FaceLook, pixels: Pixels): Promise<void> {
  const { context, state } = match;
  const { faces, vision } = context.engines;
  const descriptor = await lend(pixels, (copy) => faces.describe(copy));
  const crop = descriptor === null ? null : await lend(pixels, (copy) => faces.crop(copy));
  if (descriptor === null || crop === null || context.signal.aborted) return void descriptor?.fill(0);
  const live = await vision.jpeg(crop, liveQuality);
  if (context.signal.aborted) {
    descriptor.fill(0);
    return wipe([live]);
  }
  state.first = { look, descriptor, live };
  if (state.skipped !== null) return conclude(match, { is: 'skipped', reason: state.skipped });
  const startsAt = context.clock.now().getTime();
  state.challenge = createChallenge({ first: look, startsAt, random: chance(context) });
  state.phase = 'challenge';
  tick(match);
  context.changed();
}

/** From 0 up to but without 1, so that nobody can guess the steps. */
function chance({ random }: TaskContext): () => number {
  return () => {
    const [a = 0, b = 0, c = 0, d = 0] = random(4);
    return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32;
  };
}

/** A challenge ends in time also when no frame comes any more. */
function tick(match: Match): void {
  const { context, state } = match;
  state.stopTicking = context.after(tickMs, () => {
    if (state.phase !== 'challenge' || state.challenge === null) return;
    void settle(match, state.challenge.tick(context.clock.now().getTime()));
    if (state.phase === 'challenge') tick(match);
  });
}

async function judgeFrame(match: Match, look: FaceLook, pixels: Pixels): Promise<void> {
  const { context, state } = match;
  const { challenge, first } = state;
  if (challenge === null || first === null) return;
  const before = challenge.state().done;
  const at = context.clock.now().getTime();
  let now = challenge.add({ at, look, sameAsFirst: null });
  if (now.is === 'going' && now.wantsIdentity) {
    const descriptor = await lend(pixels, (copy) => context.engines.faces.describe(copy));
    if (context.signal.aborted || state.phase !== 'challenge') return void descriptor?.fill(0);
    const sameAsFirst = descriptor === null ? null : compareFaces(first.descriptor, descriptor, faceThresholds).score;
    now = challenge.add({ at, look, sameAsFirst });
    descriptor?.fill(0);
  }
  if (now.done !== before) context.changed();
  await settle(match, now);
}

async function settle(match: Match, now: ChallengeState): Promise<void> {
  if (now.is === 'passed') await conclude(match, { is: 'passed', steps: [...now.steps] });
  if (now.is === 'failed') await conclude(match, { is: 'failed', fault: now.fault });
}

/** Ends the guiding and the challenge: what goes wrong from here on ends the task, nothing of it could be done again. */
async function conclude(match: Match, challenge: FaceMatch['challenge']): Promise<void> {
  const { context, state } = match;
  if (state.first === null || state.phase === 'comparing' || state.phase === 'done') return;
  state.phase = 'comparing';
  state.stopTicking();
  context.changed();
  try {
    await compare(match, state.first, challenge);
  } catch (error) {
    context.fail(error);
  }
}

/** Compares, and keeps the result once its record is kept. */
async function compare(
  { context, ends, state }: Match,
  first: First,
  challenge: FaceMatch['challenge'],
): Promise<void> {
  const { office, permit, camera, clock, engines, records, purpose } = context;
  const reference = await describePortrait(engines, ends.portrait);
  needGoing(context);
  const comparison = compareFaces(first.descriptor, reference, faceThresholds);
  // Neither face is needed any more: what is kept is the band.
  reference.fill(0);
  first.descriptor.fill(0);
  const number = records.number();
  const code = `${comparison.band} ${wordOf(challenge)}`;
  await note(office, permit, { action: 'face.compared', number, result: { code } });
  needGoing(context);
  state.result = {
    ...{ comparison, challenge, decision: null, at: clock.now().toISOString() },
    camera: { name: camera.name, simulated: camera.simulated },
  };
  state.phase = 'done';
  ends.keep({ result: state.result, live: first.live, purpose, number });
}

/** What the log says of a challenge: never how alike the faces are. */
function wordOf(challenge: FaceMatch['challenge']): string {
  if (challenge.is === 'passed') return 'passed';
  return challenge.is === 'failed' ? `failed:${challenge.fault}` : `skipped:${challenge.reason.code}`;
}

/** @throws FailureError `capture.noPortrait` when the chip's portrait shows no face that can be compared */
async function describePortrait(
  { vision, faces }: TaskContext['engines'],
  portrait: Uint8Array,
): Promise<Float32Array> {
  const pixels = await vision.pixels(Uint8Array.from(portrait));
  try {
    const descriptor = await faces.describe(pixels);
    if (descriptor === null) throw new FailureError(failure('capture.noPortrait'));
    return descriptor;
  } finally {
    wipe([pixels.bytes]);
  }
}
