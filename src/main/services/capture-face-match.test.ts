import { beforeEach, describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { Role } from '#contract/officers.ts';
import {
  type CaptureTrial,
  captureTrial,
  failing,
  numbers,
  picture,
  purpose,
  settled,
} from './testing/capture-trial.ts';
import { lookOf, type Seen } from './testing/looks.ts';

let trial: CaptureTrial;
/** What the portrait of the chip begins with, when it is decoded. */
const chip = 42;
const skipped = { code: 'khuyetTat', note: null } as const;

beforeEach(async () => {
  trial = await captureTrial();
  await trial.office.signIn('traThe');
  await trial.put(numbers.one);
});

const begin = async () =>
  (await trial.call('capture.begin', { wanted: { is: 'faceMatch' }, camera: 'camera-1', purpose })).task;
const looks = (seen: Seen) => {
  trial.eyes.look = () => lookOf(seen);
};
/** The live face is this like the portrait. */
const live = (likeness: number | null) => {
  trial.eyes.likeness = ({ bytes }) => (bytes[0] === chip ? 1 : likeness);
};
const frames = async (count: number) => {
  for (let frame = 0; frame < count; frame++) await trial.frame();
};
const task = () => {
  const now = trial.now().task;
  return now?.is === 'faceMatch' ? now : null;
};
const toChallenge = async () => {
  await begin();
  looks({});
  await frames(12);
  expect(task()).toMatchObject({ phase: 'challenge', hasLive: false });
};
const step = () => {
  const { challenge } = task() ?? {};
  return challenge?.steps[challenge.done] ?? null;
};
/** Does what is asked, as somebody does who is there, or as a picture of them would. */
const obey = async (flat = false) => {
  for (let turn = 0; turn < 6 && task()?.phase === 'challenge'; turn++) {
    const asked = step();
    if (asked === 'turnLeft' || asked === 'turnRight') looks({ yaw: asked === 'turnLeft' ? 28 : -28, flat });
    else looks({ flat });
    await frames(4);
    if (asked === 'blink') {
      looks({ closed: 0.9 });
      await frames(3);
      looks({});
      await frames(3);
    }
  }
};
const band = () => trial.now().match?.comparison.band ?? null;

describe('a face beside the portrait of the chip', () => {
  it('is compared after a challenge, shown with its live picture, and recorded without a score', async () => {
    live(0.8);
    await toChallenge();
    expect(task()?.challenge).toMatchObject({ done: 0, endsAt: expect.stringMatching(/^2026-11-22T08:/) });
    await obey();
    expect(trial.now()).toMatchObject({
      task: { phase: 'done', hasLive: true, match: { comparison: { band: 'match' } } },
      match: {
        comparison: { score: expect.closeTo(0.8), thresholds: { match: 0.5, noMatch: 0.35 } },
        challenge: { is: 'passed', steps: expect.arrayContaining(['blink', 'front']) },
        decision: null,
        camera: { simulated: true },
      },
    });
    expect(trial.acts()).toEqual(['camera.used faceMatch', 'face.compared match passed']);
    expect(JSON.stringify(trial.office.records)).not.toMatch(/0\.8|0,8/);
    expect(await trial.call('capture.live', undefined)).toEqual(trial.eyes.made.at(-1));
  });

  it.each([
    [0.9, 'match'],
    [0.4, 'officer'],
    [0.2, 'noMatch'],
  ])('of likeness %d is in the band %s', async (likeness, expected) => {
    live(likeness);
    await toChallenge();
    await obey();
    expect(band()).toBe(expected);
  });

  it('waits for a face that can be compared, and does not mind a bad background', async () => {
    live(0.8);
    await begin();
    looks({ failing: ['yaw'] });
    await frames(20);
    expect(task()?.phase).toBe('guiding');
    looks({ failing: ['background', 'leftMargin', 'naturalColour'] });
    await frames(12);
    expect(task()?.phase).toBe('challenge');
  });

  it('needs a card that was read to its end and has a portrait', async () => {
    await trial.put(null);
    expect(await failing(begin())).toBe('capture.noPortrait');
    await trial.put(numbers.one, 'without', { portrait: false });
    expect(await failing(begin())).toBe('capture.noPortrait');
    expect(trial.acts()).toEqual([]);
  });

  it('is not compared with the portrait of a card that was disproved; of one that cannot be told it is', async () => {
    await trial.put(numbers.one, 'forged', { verdict: 'notGenuine' });
    expect(await failing(begin())).toBe('registry.noGenuineCard');
    await trial.put(numbers.one, 'untold', { verdict: 'cannotTell' });
    expect(await failing(begin())).toBeNull();
  });

  it('is not compared with a portrait that shows no face', async () => {
    trial.eyes.likeness = ({ bytes }) => (bytes[0] === chip ? null : 0.8);
    await toChallenge();
    await obey();
    expect(trial.now()).toMatchObject({ task: null, match: null, failure: { code: 'capture.noPortrait' } });
  });

  it.each<readonly [Role, string | null]>([
    ['tiepNhan', null],
    ['thuNhan', null],
    ['traThe', null],
    ['chiHuy', null],
    ['quanTri', 'session.notPermitted'],
    ['kiemTra', 'session.notPermitted'],
  ])('is for who has card and holder in front of them: %s', async (role, code) => {
    await trial.office.signIn(role);
    expect(await failing(begin())).toBe(code);
  });
});

describe('a challenge', () => {
  it('is failed by a picture held up: it moves like something flat', async () => {
    live(0.9);
    await toChallenge();
    await obey(true);
    expect(trial.now().match?.challenge).toEqual({ is: 'failed', fault: 'flat' });
    expect(trial.acts().at(-1)).toBe('face.compared match failed:flat');
    expect(await failing(trial.call('capture.decideMatch', { same: true }))).toBe('capture.gone');
  });

  it('is failed when another face comes', async () => {
    live(0.9);
    await toChallenge();
    live(-0.5);
    await obey();
    expect(trial.now().match?.challenge).toEqual({ is: 'failed', fault: 'otherFace' });
  });

  it('is failed when nobody is there any more, and when no frame comes any more', async () => {
    live(0.9);
    await toChallenge();
    looks({ faces: 0 });
    await frames(20);
    expect(trial.now().match?.challenge).toEqual({ is: 'failed', fault: 'faceLost' });
    await toChallenge();
    for (let tick = 0; tick < 50; tick++) trial.office.time.pass(250);
    await settled();
    await settled();
    expect(trial.now().match?.challenge).toMatchObject({ is: 'failed' });
  });

  it('is failed by whoever does nothing', async () => {
    live(0.9);
    await toChallenge();
    looks({ yaw: 1 });
    await frames(110);
    expect(trial.now().match?.challenge).toEqual({ is: 'failed', fault: 'tooSlow' });
  });

  it.each(['guiding', 'challenge'] as const)('is left out with a reason alone, while %s', async (phase) => {
    live(0.9);
    if (phase === 'challenge') await toChallenge();
    else await begin();
    await trial.call('capture.skipChallenge', { task: task()?.id ?? '', reason: skipped });
    looks({});
    await frames(12);
    expect(trial.now()).toMatchObject({
      task: { phase: 'done' },
      match: { challenge: { is: 'skipped', reason: skipped }, comparison: { band: 'match' } },
    });
    expect(trial.acts().at(-1)).toBe('face.compared match skipped:khuyetTat');
    expect(await failing(trial.call('capture.skipChallenge', { task: task()?.id ?? '', reason: skipped }))).toBe(
      'capture.gone',
    );
  });
});

describe('the word of the officer', () => {
  it('is asked for in the middle alone, said once, and recorded', async () => {
    live(0.4);
    await toChallenge();
    await obey();
    await trial.call('capture.decideMatch', { same: false });
    expect(trial.now().match?.decision).toMatchObject({ same: false, officer: 'CB001' });
    expect(trial.acts().at(-1)).toBe('face.decided other');
    expect(await failing(trial.call('capture.decideMatch', { same: true }))).toBe('capture.gone');
  });

  it.each([0.9, 0.1])('is not asked for at %d', async (likeness) => {
    live(likeness);
    await toChallenge();
    await obey();
    expect(await failing(trial.call('capture.decideMatch', { same: true }))).toBe('capture.gone');
  });
});

describe('the result', () => {
  const result = async () => {
    live(0.9);
    await toChallenge();
    await obey();
    expect(band()).toBe('match');
    return trial.eyes.made.at(-1) ?? new Uint8Array(1).fill(1);
  };
  const isWiped = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

  it('stays when the camera is put down, and goes with the reading, live picture and all', async () => {
    const face = await result();
    await trial.call('capture.cancel', undefined);
    expect(trial.now()).toMatchObject({ task: null, match: { comparison: { band: 'match' } } });
    expect(isWiped(face)).toBe(false);
    await trial.put(null);
    expect([trial.now().match, isWiped(face)]).toEqual([null, true]);
    expect(await trial.call('capture.live', undefined)).toBeNull();
  });

  it.each([
    ['another card comes', () => trial.put(numbers.other)],
    ['the same card is read again', () => trial.put(numbers.one, 'again')],
    ['the officer leaves', () => trial.signOut()],
    ['another comparison begins', async () => void (await begin())],
  ])('goes when %s', async (_, leave) => {
    const face = await result();
    await leave();
    expect([trial.now().match, isWiped(face)]).toEqual([null, true]);
  });

  it('is not shown when its record cannot be kept', async () => {
    live(0.9);
    await toChallenge();
    trial.office.beforeAppend = () => Promise.reject(new Error('disk'));
    await obey();
    expect(trial.now()).toMatchObject({ task: null, match: null, failure: { code: 'internal' } });
    expect(trial.reports).toEqual(['capture']);
    expect(trial.eyes.made.every(isWiped)).toBe(true);
  });

  it('is never waited for when comparing fails: the task ends', async () => {
    live(0.9);
    await toChallenge();
    trial.eyes.likeness = ({ bytes }) => {
      if (bytes[0] === chip) throw new FailureError(failure('internal'));
      return 0.9;
    };
    await obey();
    expect(trial.now()).toMatchObject({ task: null, match: null, failure: { code: 'internal' } });
  });

  it('is never there of a comparison that was ended half way', async () => {
    live(0.9);
    await toChallenge();
    await trial.desk.camerasReported({ cameras: [], inUse: null, trouble: { id: 'camera-1', cause: 'taken' } });
    await trial.frame(picture(64, 48));
    expect(trial.now()).toMatchObject({ task: null, match: null, failure: { code: 'camera.taken' } });
    expect(trial.eyes.made.every(isWiped)).toBe(true);
  });
});
