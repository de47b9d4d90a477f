import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaceLook } from '#contract/face.ts';
import { type Challenge, type ChallengeFrame, chooseSteps, createChallenge } from './challenge.ts';
import { headMarks, photoMarks } from './testing/landmark-views.ts';

/** A look at a head, or at a photograph that is turned the same way. */
function look({ yaw = 0, shut = 0, photo = false, faces = 1 } = {}): FaceLook {
  const box = { x: 100, y: 100, width: 150, height: 200, score: 0.99 };
  return {
    faces: Array.from({ length: faces }, () => box),
    landmarks: faces === 0 ? null : photo ? photoMarks(yaw) : headMarks(yaw),
    pose: faces === 0 ? null : { yaw, pitch: 0, roll: 0 },
    closed: faces === 0 ? null : { left: shut, right: shut * 0.2 },
    checks: [],
  };
}

/** Chance that gives turnLeft, turnRight, blink, front: no exchange, nothing left out. */
const inOrder = () => 0.999;

function begin(random: () => number = inOrder): Challenge {
  return createChallenge({ first: look(), startsAt: 0, random });
}

/** Adds frames 66 ms apart, and answers every wish for identity with the cosine. */
function play(challenge: Challenge, looks: readonly FaceLook[], { from = 0, cosine = 0.8 } = {}): number {
  let at = from;
  for (const each of looks) {
    at += 66;
    const frame: ChallengeFrame = { at, look: each, sameAsFirst: null };
    const after = challenge.add(frame);
    if (after.is === 'going' && after.wantsIdentity) challenge.add({ ...frame, sameAsFirst: cosine });
  }
  return at;
}

const left = [look({ yaw: 10 }), look({ yaw: 24 }), look({ yaw: 28 })];
const right = [look({ yaw: -10 }), look({ yaw: -24 }), look({ yaw: -28 })];
const blink = [look(), look({ shut: 0.9 }), look({ shut: 0.9 }), look({ shut: 0.4 }), look()];

describe('chooseSteps', () => {
  it('asks for a turn or two and a blink, each once, and ends with the front', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 8, maxLength: 8 }),
        (throws) => {
          let next = 0;
          const steps = chooseSteps(() => throws[next++ % 8] ?? 0);
          expect(new Set(steps).size).toBe(steps.length);
          expect(steps.at(-1)).toBe('front');
          expect(steps).toContain('blink');
          expect(steps.some((step) => step === 'turnLeft' || step === 'turnRight')).toBe(true);
        },
      ),
    );
  });

  it('knows ten orders', () => {
    const seen = new Set<string>();
    for (let a = 0; a < 1; a += 0.1) {
      for (let b = 0; b < 1; b += 0.1) {
        for (const c of [0.1, 0.9]) {
          const throws = [a, b, c];
          seen.add(chooseSteps(() => throws.shift() ?? 0).join());
        }
      }
    }
    expect(seen.size).toBe(10);
  });
});

describe('a challenge', () => {
  it('is passed by somebody who does what is asked', () => {
    const challenge = begin();
    expect(challenge.state()).toMatchObject({ is: 'going', step: 'turnLeft', done: 0, endsAt: 10_000 });
    let at = play(challenge, left);
    expect(challenge.state()).toMatchObject({ step: 'turnRight', done: 1, endsAt: at + 10_000 });
    at = play(challenge, right, { from: at });
    at = play(challenge, blink, { from: at });
    expect(challenge.state()).toMatchObject({ step: 'front', done: 3 });
    play(challenge, [look()], { from: at });
    expect(challenge.state()).toEqual({ is: 'passed', done: 4, steps: ['turnLeft', 'turnRight', 'blink', 'front'] });
  });

  it('wants to know who it is at the frame that would do, and at no other', () => {
    const challenge = begin();
    expect(challenge.add({ at: 66, look: look({ yaw: 24 }), sameAsFirst: null })).toMatchObject({
      wantsIdentity: false,
    });
    const frame = { at: 132, look: look({ yaw: 25 }) };
    expect(challenge.add({ ...frame, sameAsFirst: null })).toMatchObject({ wantsIdentity: true, done: 0 });
    expect(challenge.add({ ...frame, sameAsFirst: null })).toMatchObject({ wantsIdentity: false, done: 0 });
    expect(challenge.add({ at: 198, look: look({ yaw: 25 }), sameAsFirst: 0.7 })).toMatchObject({ done: 1 });
  });

  it('does not take a turn to the other side, or one that is too small', () => {
    const challenge = begin();
    play(challenge, [...right, ...right, look({ yaw: 18 }), look({ yaw: 18 })]);
    expect(challenge.state()).toMatchObject({ is: 'going', done: 0 });
  });

  it('ends when another face does the step, but not for one blurred frame', () => {
    const challenge = begin();
    play(challenge, left, { cosine: 0.44 });
    expect(challenge.state()).toMatchObject({ is: 'going', done: 0 });
    play(challenge, [...left, look({ yaw: 28 })], { from: 400, cosine: 0.2 });
    expect(challenge.state()).toMatchObject({ is: 'failed', fault: 'otherFace' });
  });

  it('takes no cosine that is no number for sameness', () => {
    const challenge = begin();
    play(challenge, [...left, ...left, ...left], { cosine: Number.NaN });
    expect(challenge.state()).toMatchObject({ is: 'failed', fault: 'otherFace' });
  });

  it('says that a photograph is flat, though a network took it for a turn', () => {
    const challenge = begin();
    play(challenge, [look({ yaw: 30, photo: true }), look({ yaw: 35, photo: true }), look({ yaw: 40, photo: true })]);
    expect(challenge.state()).toMatchObject({ is: 'failed', fault: 'flat', done: 0 });
  });

  it.each([
    ['one frame', [look(), look({ shut: 0.9 }), look(), look()]],
    ['eyes that were never open', [look({ shut: 0.9 }), look({ shut: 0.9 }), look({ shut: 0.9 })]],
    ['eyes that stay shut', [look(), look({ shut: 0.9 }), look({ shut: 0.9 }), look({ shut: 0.9 })]],
    [
      'a head turned away',
      [look({ yaw: 25 }), look({ yaw: 25, shut: 0.9 }), look({ yaw: 25, shut: 0.9 }), look({ yaw: 25 })],
    ],
  ])('is no blink: %s', (_name, looks) => {
    const challenge = begin();
    const at = play(challenge, right, { from: play(challenge, left) });
    play(challenge, looks, { from: at });
    expect(challenge.state()).toMatchObject({ is: 'going', step: 'blink', done: 2 });
  });

  it('is too slow when the time of a step is over, by a frame or without one', () => {
    const challenge = begin();
    expect(challenge.add({ at: 1400, look: look(), sameAsFirst: null }).is).toBe('going');
    const late = begin();
    for (let at = 1000; at <= 10_000; at += 1000) late.add({ at, look: look(), sameAsFirst: null });
    expect(late.tick(10_001)).toMatchObject({ is: 'failed', fault: 'tooSlow' });
  });

  it.each([
    ['nobody', 0],
    ['two', 2],
  ])('loses the face when %s is there for long', (_name, faces) => {
    const challenge = begin();
    challenge.add({ at: 100, look: look(), sameAsFirst: null });
    expect(challenge.add({ at: 1500, look: look({ faces }), sameAsFirst: null }).is).toBe('going');
    expect(challenge.add({ at: 1700, look: look({ faces }), sameAsFirst: null })).toMatchObject({ fault: 'faceLost' });
  });

  it('does not change after its end', () => {
    const challenge = begin();
    const ended = challenge.tick(60_000);
    play(challenge, left, { from: 60_000 });
    expect(challenge.state()).toEqual(ended);
  });

  it('does not begin without a face', () => {
    expect(() => createChallenge({ first: look({ faces: 0 }), startsAt: 0, random: inOrder })).toThrow(RangeError);
  });
});
