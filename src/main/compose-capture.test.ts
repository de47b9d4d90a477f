import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DeskState } from '#contract/desk.ts';
import { forkProcess, type SpawnProcess } from '#workers/process-port.ts';
import { type StartThread, startThread } from '#workers/thread-port.ts';
import type { Desk } from './compose.ts';
import { picture, seeing } from './testing/simulated-eyes.ts';
import { call, noDevices, type TrialDesks, trialDesks } from './testing/trial-desk.ts';

// Real processes, threads and files; what looks at pictures sees what the test says.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const purpose = { code: 'capThe', note: null } as const;
const camera = { id: 'camera-MAU', label: 'Máy ảnh mẫu', simulated: true };
const secret = 'khong phai bi mat';
const number = '030207999902';

const spawn: SpawnProcess = (entry) => (entry === 'demo-device' ? forkProcess(entry) : noDevices(entry));

let desks: TrialDesks;
let desk: Desk;
const start = () => desks.start({ profile: 'demo', unattended: false, spawn, startThread: seeing });

function state(condition: (state: DeskState) => boolean): Promise<DeskState> {
  return new Promise((resolve) => {
    const look = () => {
      const now = desk.snapshot();
      if (!condition(now)) return;
      stop();
      resolve(now);
    };
    const stop = desk.onEvent(look);
    look();
  });
}

async function readCard(): Promise<void> {
  await state(
    ({ session, sources }) =>
      session.state === 'signedIn' && sources.some(({ id, state: each }) => id === 'demo' && each.state === 'running'),
  );
  await call(desk, 'demo.putCard', { personId: 'F02', reader: null });
  await state(({ reading }) => reading?.phase === 'awaitingKey');
  await call(desk, 'reading.giveKey', { accessKey: { kind: 'can', can: '999902' } });
  await state(({ reading }) => reading?.phase === 'finished' && reading.portrait === 'ready');
}

const plugIn = () => call(desk, 'devices.reportCameras', { cameras: [camera], inUse: null, trouble: null });
const begin = async (is: 'portrait' | 'code') =>
  (await call(desk, 'capture.begin', { wanted: { is }, camera: camera.id, purpose })).task;

beforeAll(() => {
  desks = trialDesks();
});
afterAll(() => desks.remove());

describe('the eyes of a desk', () => {
  beforeAll(async () => {
    desk = await start();
  });
  afterAll(() => desks.stop(desk));

  it('take a portrait of the person on the desk, keep it, and show it again after a restart', async () => {
    await readCard();
    await plugIn();
    expect(desk.snapshot().devices).toContainEqual(
      expect.objectContaining({ id: camera.id, kind: 'camera', simulated: true }),
    );
    const task = await begin('portrait');
    expect(desk.snapshot().devices.find(({ id }) => id === camera.id)?.condition).toMatchObject({ is: 'busy' });
    await desk.frame({ task, seq: 1, pixels: picture(640, 480) });
    await call(desk, 'capture.shoot', { task, seq: 1, pixels: picture(1280, 960), manual: null });
    const { id } = await call(desk, 'capture.accept', { task });
    const bytes = await call(desk, 'capture.part', { id, name: 'portrait.jpg', purpose: null });
    await call(desk, 'capture.save', { ids: [id], purpose });
    expect(desk.snapshot().capture).toMatchObject({
      task: null,
      records: [{ id, saved: true, subject: '••• ••• ••• 902' }],
    });
    expect(JSON.stringify(desk.snapshot())).not.toContain(number);
    await desks.stop(desk);
    desk = await start();
    await readCard();
    await state(({ capture }) => capture.records.length > 0);
    expect(desk.snapshot().capture.records).toMatchObject([{ id, saved: true }]);
    await call(desk, 'session.reauthenticate', { secret });
    expect(await call(desk, 'capture.part', { id, name: 'portrait.jpg', purpose })).toEqual(bytes);
    await call(desk, 'reading.clear', undefined);
    expect(desk.snapshot().capture.records).toEqual([]);
  });

  it('close when the desk is locked, its officer changes, or the camera is pulled', async () => {
    await state(({ session }) => session.state === 'signedIn');
    await plugIn();
    const task = await begin('code');
    await desk.frame({ task, seq: 1, pixels: picture(64, 48, 1) });
    await call(desk, 'session.lock', undefined);
    expect(desk.snapshot().capture.task).toBeNull();
    await call(desk, 'session.unlock', { secret });
    await begin('code');
    await call(desk, 'devices.reportCameras', { cameras: [], inUse: null, trouble: { id: camera.id, cause: 'gone' } });
    expect(desk.snapshot().capture).toMatchObject({ task: null, failure: { code: 'camera.gone' } });
    await plugIn();
    await begin('portrait');
    await call(desk, 'devices.cancel', { id: camera.id });
    expect(desk.snapshot().capture.task).toBeNull();
    await begin('portrait');
    await call(desk, 'demo.beOfficer', { officer: 'QT001' });
    expect(desk.snapshot().capture.task).toBeNull();
    await expect(begin('portrait')).rejects.toMatchObject({ failure: { code: 'session.notPermitted' } });
  });
});

describe('the eyes of a desk at a terminal', () => {
  it('start no process for scanners, unless its command asks for it, and no thread before it is needed', async () => {
    const started: string[] = [];
    const parts = {
      spawn: ((entry) => {
        started.push(entry);
        return noDevices(entry);
      }) as SpawnProcess,
      startThread: ((entry) => {
        started.push(entry);
        return startThread(entry);
      }) as StartThread,
    };
    const eyes = () => started.filter((entry) => ['scanner-device', 'vision', 'face', 'ocr'].includes(entry));
    await desks.start(parts);
    expect(started).toContain('pcsc-device');
    expect(eyes()).toEqual([]);
    await desks.start({ ...parts, withScanners: true });
    expect(eyes()).toEqual(['scanner-device']);
  });
});
