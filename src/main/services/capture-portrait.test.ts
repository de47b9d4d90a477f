import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CaptureTrial,
  captureTrial,
  failing,
  jpegOf,
  numbers,
  picture,
  purpose,
} from './testing/capture-trial.ts';
import type { Seen } from './testing/looks.ts';
import { lookOf } from './testing/looks.ts';

let trial: CaptureTrial;
beforeEach(async () => {
  trial = await captureTrial();
  await trial.office.signIn('thuNhan');
});

const begin = async () =>
  (await trial.call('capture.begin', { wanted: { is: 'portrait' }, camera: 'camera-1', purpose })).task;
const looks = (seen: Seen) => {
  trial.eyes.look = () => lookOf(seen);
};
const frames = async (count: number) => {
  for (let frame = 0; frame < count; frame++) await trial.frame();
};
const byHand = { code: 'anhSang', note: null } as const;
const shoot = (task: string, manual: typeof byHand | null = null, pixels = picture(100, 80)) =>
  trial.call('capture.shoot', { task, seq: 1, pixels, manual });
const isWiped = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

describe('somebody in front of the camera', () => {
  it('is told what to do, and the shutter releases itself on a run of good frames', async () => {
    const task = await begin();
    looks({ failing: ['yaw', 'background'] });
    await frames(3);
    expect(trial.seen.at(-1)).toMatchObject({
      task,
      seen: { is: 'face', guidance: 'turnToCamera', failing: ['yaw', 'background'], steady: 0, step: null },
    });
    looks({});
    await frames(4);
    expect(trial.seen.at(-1)).toMatchObject({ seen: { guidance: 'hold', box: { width: 200 } } });
    expect(trial.wanted).toEqual([]);
    await frames(6);
    expect(trial.wanted).toEqual([{ task, seq: expect.any(Number) }]);
    await shoot(task);
    expect(trial.now().task).toMatchObject({ is: 'portrait', phase: 'review', record: expect.any(String) });
  });

  it('is asked for again when the window has lost the picture that was wanted', async () => {
    await begin();
    await frames(30);
    expect(trial.wanted.length).toBeGreaterThan(1);
  });

  it.each([
    ['nobody is there', { faces: 0 }, 'noFace'],
    ['two people are there', { faces: 2 }, 'twoFaces'],
    ['the picture is black', { failing: ['underExposure', 'sharpness'] }, 'moreLight'],
    ['the picture is white', { failing: ['overExposure'] }, 'lessLight'],
  ] as const)('releases nothing when %s', async (_, seen, guidance) => {
    await begin();
    looks(seen);
    await frames(20);
    expect(trial.seen.at(-1)).toMatchObject({ seen: { guidance } });
    expect(trial.wanted).toEqual([]);
  });
});

describe('a portrait', () => {
  it('is cut out, kept with the original and its quality, and on record before it is shown', async () => {
    await trial.put(numbers.one);
    const task = await begin();
    const pixels = picture(100, 80);
    await shoot(task, null, pixels);
    const [record] = trial.now().records;
    expect(record).toMatchObject({
      kind: 'portrait',
      officer: 'CB001',
      subject: '••• ••• ••• 901',
      device: { id: 'camera-1', simulated: true },
      quality: { of: 'portrait', manual: null, width: 35, height: 45 },
      saved: false,
    });
    expect(record?.parts.map(({ name }) => name)).toEqual(['portrait.jpg', 'original.jpg']);
    const bytes = await trial.call('capture.part', { id: record?.id ?? '', name: 'portrait.jpg', purpose: null });
    expect(bytes).toEqual(jpegOf(picture(35, 45, 5)));
    expect(trial.acts()).toEqual(['camera.used portrait', 'capture.taken portrait']);
    expect(isWiped(pixels.bytes)).toBe(true);
  });

  it('is accepted: the camera is free and the record stays', async () => {
    const task = await begin();
    expect(trial.busy.get('camera-1')).toBe(0);
    await shoot(task);
    const { id } = await trial.call('capture.accept', { task });
    expect(trial.now()).toMatchObject({ task: null, records: [{ id }] });
    expect([trial.busy.size, trial.cancels.size]).toEqual([0, 0]);
    expect(await failing(trial.call('capture.accept', { task }))).toBe('capture.gone');
  });

  it('is taken again, and the one before is overwritten', async () => {
    const task = await begin();
    await shoot(task);
    const made = [...trial.eyes.made];
    expect(made.some(isWiped)).toBe(false);
    await trial.call('capture.again', { task });
    expect(made.every(isWiped)).toBe(true);
    expect(trial.now()).toMatchObject({ task: { phase: 'guiding', record: null }, records: [] });
    await shoot(task);
    expect(trial.now().records).toHaveLength(1);
  });

  it.each([
    ['nobody in it', { faces: 0 }, 'face.none'],
    ['two people in it', { faces: 2 }, 'face.several'],
    ['eyes closed', { failing: ['eyesOpen'] }, 'capture.notGood'],
    ['everything black', { failing: ['luminance', 'underExposure'] }, 'capture.notGood'],
    ['everything white', { failing: ['overExposure'] }, 'capture.notGood'],
  ] as const)('is refused with %s, and the camera goes on', async (_, seen, code) => {
    const task = await begin();
    looks(seen);
    expect(await failing(shoot(task))).toBe(code);
    expect(trial.now()).toMatchObject({ task: { phase: 'guiding' }, records: [] });
    expect(trial.eyes.made.every(isWiped)).toBe(true);
    looks({});
    await shoot(task);
    expect(trial.now().records).toHaveLength(1);
  });

  it('names the pre-checks that fail, and no more', async () => {
    const task = await begin();
    looks({ failing: ['yaw', 'background'] });
    await expect(shoot(task)).rejects.toMatchObject({ failure: { params: { checks: 'yaw background' } } });
  });

  it('is taken by hand with a reason, which its record has; never of nobody or of two', async () => {
    const task = await begin();
    looks({ failing: ['background'] });
    await shoot(task, byHand);
    expect(trial.now().records[0]?.quality).toMatchObject({ manual: byHand });
    expect(trial.acts()).toContain('capture.taken portrait:anhSang');
    await trial.call('capture.again', { task });
    looks({ faces: 2 });
    expect(await failing(shoot(task, byHand))).toBe('face.several');
    looks({ faces: 0 });
    expect(await failing(shoot(task, byHand))).toBe('face.none');
  });

  it('is refused when the face is cut off', async () => {
    const task = await begin();
    trial.eyes.crop = null;
    expect(await failing(shoot(task))).toBe('face.cutOff');
  });

  it('is not kept when its record cannot be', async () => {
    const task = await begin();
    trial.office.beforeAppend = () => Promise.reject(new Error('disk'));
    await expect(shoot(task)).rejects.toThrow('disk');
    expect(trial.now().records).toEqual([]);
    expect(trial.eyes.made.every(isWiped)).toBe(true);
  });

  it('is not developed while another is, or reviewed', async () => {
    const task = await begin();
    const held = Promise.withResolvers<void>();
    trial.eyes.look = async () => {
      await held.promise;
      return lookOf();
    };
    const first = shoot(task);
    await expect.poll(() => trial.now().task).toMatchObject({ phase: 'developing' });
    expect(await failing(shoot(task))).toBe('capture.gone');
    held.resolve();
    await first;
    expect(await failing(shoot(task))).toBe('capture.gone');
  });
});

describe('a portrait on its way', () => {
  const halfWay = async () => {
    const task = await begin();
    const held = Promise.withResolvers<void>();
    trial.eyes.look = async () => {
      await held.promise;
      return lookOf();
    };
    const shot = failing(shoot(task));
    await expect.poll(() => trial.now().task).toMatchObject({ phase: 'developing' });
    return async () => {
      held.resolve();
      return shot;
    };
  };

  it.each([
    ['it is cancelled', () => trial.call('capture.cancel', undefined), null],
    ['the device is cancelled', async () => trial.cancels.get('camera-1')?.(), null],
    [
      'the camera is pulled',
      async () => trial.desk.camerasReported({ cameras: [], inUse: null, trouble: null }),
      'camera.gone',
    ],
    ['the desk is locked', () => trial.lock(), null],
    ['the officer leaves', () => trial.signOut(), null],
    ['the program ends', async () => trial.desk.close(), null],
  ] as const)('leaves nothing when %s', async (_, stop, code) => {
    const ended = await halfWay();
    await stop();
    expect(await ended()).toBe('capture.gone');
    expect(trial.now()).toMatchObject({ task: null, records: [] });
    expect(trial.now().failure?.code ?? null).toBe(code);
    expect(trial.eyes.made.every(isWiped)).toBe(true);
    expect([trial.busy.size, trial.cancels.size]).toEqual([0, 0]);
  });

  it('under review goes when the task ends without a yes', async () => {
    const task = await begin();
    await shoot(task);
    await trial.call('capture.cancel', undefined);
    expect(trial.now()).toMatchObject({ task: null, records: [] });
    expect(trial.eyes.made.every(isWiped)).toBe(true);
  });
});
