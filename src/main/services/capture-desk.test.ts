import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskApi } from '#contract/api.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Role } from '#contract/officers.ts';
import type { Input } from '#contract/rpc.ts';
import {
  type CaptureTrial,
  captureTrial,
  failing,
  numbers,
  picture,
  purpose,
  settled,
} from './testing/capture-trial.ts';
import { lookOf } from './testing/looks.ts';

let trial: CaptureTrial;
beforeEach(async () => {
  trial = await captureTrial();
  await trial.office.signIn('thuNhan');
});

type Wanted = Input<DeskApi, 'capture.begin'>['wanted'];
const begin = async (wanted: Wanted, camera = 'camera-1') =>
  (await trial.call('capture.begin', { wanted, camera, purpose })).task;
const frames = async (count: number) => {
  for (let frame = 0; frame < count; frame++) await trial.frame(picture(64, 48, 1, 1));
};
const isWiped = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);
const every = (wanted: Wanted['is']): Wanted =>
  wanted === 'document' ? { is: wanted, paper: 'cmnd' } : { is: wanted };

describe('who may use a camera', () => {
  it.each<readonly [Wanted['is'], Role, string | null]>([
    ['code', 'tiepNhan', null],
    ['code', 'quanTri', 'session.notPermitted'],
    ['portrait', 'thuNhan', null],
    ['portrait', 'chiHuy', 'session.notPermitted'],
    ['document', 'thuNhan', null],
    ['document', 'traThe', 'session.notPermitted'],
  ])('%s by %s: %s', async (wanted, role, expected) => {
    await trial.office.signIn(role);
    expect(await failing(begin(every(wanted)))).toBe(expected);
  });

  it('nobody, at a locked or empty desk', async () => {
    await trial.office.session.lock('byOfficer');
    expect(await failing(begin({ is: 'portrait' }))).toBe('session.locked');
    await trial.office.session.end('byOfficer');
    expect(await failing(begin({ is: 'portrait' }))).toBe('session.nobody');
  });

  it('nobody who says no purpose, or a number in it', async () => {
    const asked = { wanted: { is: 'portrait' }, camera: 'camera-1' } as const;
    const note = 'hồ sơ 001304999901';
    expect(await failing(trial.call('capture.begin', { ...asked, purpose: { code: 'other', note: null } }))).toBe(
      'purpose.missing',
    );
    expect(await failing(trial.call('capture.begin', { ...asked, purpose: { code: 'capThe', note } }))).toBe(
      'purpose.hasNumber',
    );
  });

  it('nobody without the record of it', async () => {
    trial.office.beforeAppend = () => Promise.reject(new FailureError(failure('storage.full')));
    expect(await failing(begin({ is: 'portrait' }))).toBe('storage.full');
    expect(trial.now().task).toBeNull();
  });

  it('nobody whose desk was locked while that was written', async () => {
    let lock = true;
    trial.office.beforeAppend = async () => {
      if (lock) {
        lock = false;
        await trial.lock();
      }
    };
    expect(await failing(begin({ is: 'portrait' }))).toBe('session.locked');
    expect([trial.now().task, trial.busy.size]).toEqual([null, 0]);
  });
});

describe('a camera', () => {
  it('is one that is there', async () => {
    expect(await failing(begin({ is: 'code' }, 'camera-9'))).toBe('device.unknown');
    expect(await failing(begin({ is: 'code' }, 'pad'))).toBe('device.unknown');
    expect(await failing(begin({ is: 'code' }, 'camera-away'))).toBe('camera.gone');
  });

  it('does one thing at a time: the next begins where the last ends', async () => {
    const first = await begin({ is: 'portrait' });
    const second = await begin({ is: 'code' }, 'camera-2');
    expect(trial.now().task).toMatchObject({ id: second });
    expect([...trial.busy.keys()]).toEqual(['camera-2']);
    expect(await failing(trial.call('capture.again', { task: first }))).toBe('capture.gone');
  });

  const causes = ['refused', 'taken', 'gone', 'broken'] as const;
  const tasks = ['code', 'portrait', 'document', 'faceMatch'] as const;
  it.each(tasks.flatMap((wanted) => causes.map((cause) => [wanted, cause] as const)))(
    'used for %s that is %s ends it, with the failure',
    async (wanted, cause) => {
      await trial.put(numbers.one);
      await begin(every(wanted));
      const cameras = [{ id: 'camera-1', label: '', simulated: true }];
      trial.desk.camerasReported({ cameras, inUse: 'camera-1', trouble: { id: 'camera-2', cause } });
      expect(trial.now().task).toMatchObject({ is: wanted });
      trial.desk.camerasReported({ cameras, inUse: null, trouble: { id: 'camera-1', cause } });
      expect(trial.now()).toMatchObject({ task: null, failure: { code: `camera.${cause}` } });
      expect(trial.busy.size).toBe(0);
    },
  );

  it('is begun with again after that, and its failure is gone', async () => {
    await begin({ is: 'code' });
    trial.desk.camerasReported({ cameras: [], inUse: null, trouble: null });
    expect(trial.now().failure?.code).toBe('camera.gone');
    await begin({ is: 'code' });
    expect(trial.now().failure).toBeNull();
  });

  it.each([
    ['the officer has read it', () => trial.call('capture.cancel', undefined)],
    ['the desk is cleared', () => trial.put(null)],
    ['the officer leaves', () => trial.signOut()],
  ])('says no longer that it is gone when %s', async (_, leave) => {
    await trial.put(numbers.one);
    await begin({ is: 'code' });
    trial.desk.camerasReported({ cameras: [], inUse: null, trouble: null });
    await leave();
    expect(trial.now().failure).toBeNull();
  });

  it.each(tasks)('is put down when the desk is locked or its officer leaves: %s', async (wanted) => {
    await trial.put(numbers.one);
    await begin(every(wanted));
    await trial.lock();
    expect(trial.now().task).toBeNull();
    await trial.office.session.unlock();
    await begin(every(wanted));
    await trial.signOut();
    expect(trial.now()).toMatchObject({ task: null, records: [] });
  });
});

describe('frames', () => {
  const pixels = () => picture(64, 48);

  it('are looked at by their own task alone, one at a time, and wiped', async () => {
    const task = await begin({ is: 'portrait' });
    const held = Promise.withResolvers<void>();
    let looked = 0;
    trial.eyes.look = async () => {
      looked += 1;
      await held.promise;
      return lookOf();
    };
    const [one, two, foreign] = [pixels(), pixels(), pixels()];
    const first = trial.desk.frame({ task, seq: 1, pixels: one });
    await trial.desk.frame({ task, seq: 2, pixels: two });
    await trial.desk.frame({ task: 'id99', seq: 3, pixels: foreign });
    expect(looked).toBe(1);
    held.resolve();
    await first;
    expect([one, two, foreign].every(({ bytes }) => isWiped(bytes))).toBe(true);
    expect(trial.seen).toHaveLength(1);
  });

  it('are dropped when nothing is looked for', async () => {
    const dropped = pixels();
    await trial.desk.frame({ task: 'none', seq: 1, pixels: dropped });
    expect([trial.states, isWiped(dropped.bytes)]).toEqual([[], true]);
  });

  it('that cannot be looked at end the task: at once where it is of no use to try again, else after some', async () => {
    await begin({ is: 'portrait' });
    let fault: unknown = new FailureError(failure('internal'));
    trial.eyes.look = () => Promise.reject(fault);
    await frames(2);
    expect(trial.now().task).not.toBeNull();
    await frames(1);
    expect(trial.now()).toMatchObject({ task: null, failure: { code: 'internal' } });
    await begin({ is: 'portrait' });
    fault = new FailureError(failure('image.undecodable'));
    await frames(1);
    expect(trial.now()).toMatchObject({ task: null, failure: { code: 'image.undecodable' } });
    expect(trial.reports).toEqual([]);
  });

  it('that meet a bug end the task, which is reported once', async () => {
    await begin({ is: 'portrait' });
    trial.eyes.look = () => Promise.reject(new TypeError('a bug'));
    await frames(3);
    expect(trial.now()).toMatchObject({ task: null, failure: { code: 'internal', params: { incident: 'abc123' } } });
    expect(trial.reports).toEqual(['capture']);
  });

  it('of a task that has just ended say nothing any more', async () => {
    const task = await begin({ is: 'portrait' });
    const held = Promise.withResolvers<void>();
    trial.eyes.look = async () => {
      await held.promise;
      return lookOf();
    };
    const frame = trial.desk.frame({ task, seq: 1, pixels: pixels() });
    await trial.call('capture.cancel', undefined);
    held.resolve();
    await frame;
    await settled();
    expect([trial.seen, trial.wanted]).toEqual([[], []]);
  });
});

describe('what the window is told', () => {
  it('has no whole number of anybody, and no bytes', async () => {
    await trial.put(numbers.one);
    const task = await begin({ is: 'portrait' });
    await trial.call('capture.shoot', { task, seq: 1, pixels: picture(9, 9), manual: null });
    const told = JSON.stringify([trial.states, trial.seen, trial.office.records]);
    expect(told).not.toContain(numbers.one);
    expect(told).not.toMatch(/Uint8Array|"0":/);
  });
});
