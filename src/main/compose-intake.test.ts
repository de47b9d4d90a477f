import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DeskState } from '#contract/desk.ts';
import type { IntakeDossier } from '#contract/intake.ts';
import { startUpstream } from '#fixtures/upstream/start-upstream.ts';
import { forkProcess, type SpawnProcess } from '#workers/process-port.ts';
import type { Desk } from './compose.ts';
import { picture, seeing } from './testing/simulated-eyes.ts';
import { call, noDevices, type TrialDesks, trialDesks } from './testing/trial-desk.ts';

// Real processes, database threads and files; what looks at pictures sees what the test says.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const purpose = { code: 'dinhDanhDienTu', note: null } as const;
const camera = { id: 'camera-MAU', label: 'Máy ảnh mẫu', simulated: true };
const secret = 'khong phai bi mat';
const number = '030207999902';
const people = fileURLToPath(new URL('../../fixtures/people/people.jsonl', import.meta.url));

/** A Monday morning in Việt Nam, going on. */
const begun = Date.now();
const now = () => new Date(Date.parse('2026-11-23T01:30:00.000Z') + Date.now() - begun);
const spawn: SpawnProcess = (entry) => (entry === 'demo-device' ? forkProcess(entry) : noDevices(entry));

let desks: TrialDesks;
let desk: Desk;
const start = async () => {
  desk = await desks.start({
    profile: 'demo',
    unattended: false,
    spawn,
    startThread: seeing,
    clock: { now },
    demoUpstream: false,
  });
  await until(
    ({ session, sources }) =>
      session.state === 'signedIn' && sources.some(({ id, state }) => id === 'demo' && state.state === 'running'),
  );
};

function until(condition: (state: DeskState) => boolean): Promise<DeskState> {
  return new Promise((resolve) => {
    const look = () => {
      const state = desk.snapshot();
      if (!condition(state)) return;
      stop();
      resolve(state);
    };
    const stop = desk.onEvent(look);
    look();
  });
}

async function readCard(): Promise<void> {
  await call(desk, 'demo.putCard', { personId: 'F02', reader: null });
  await until(({ reading }) => reading?.phase === 'awaitingKey');
  await call(desk, 'reading.giveKey', { accessKey: { kind: 'can', can: '999902' } });
  await until(({ reading }) => reading?.phase === 'finished' && reading.comparison?.state === 'done');
}

async function takePortrait(): Promise<string> {
  await call(desk, 'devices.reportCameras', { cameras: [camera], inUse: null, trouble: null });
  const { task } = await call(desk, 'capture.begin', { wanted: { is: 'portrait' }, camera: camera.id, purpose });
  await desk.frame({ task, seq: 1, pixels: picture(640, 480) });
  await call(desk, 'capture.shoot', { task, seq: 1, pixels: picture(1280, 960), manual: null });
  return (await call(desk, 'capture.accept', { task })).id;
}

async function takeSignature(): Promise<string> {
  const strokes = [0, 1].map((line) =>
    Array.from({ length: 40 }, (_, at) => ({
      x: 20 + 4 * at,
      y: 20 + 20 * line + (at % 7),
      t: 500 * line + 10 * at,
      pressure: null,
    })),
  );
  const pad = desk.snapshot().devices.find(({ kind }) => kind === 'signaturePad')?.id ?? 'none';
  const signature = { width: 400, height: 100, strokes };
  return (await call(desk, 'capture.signature', { signature, device: pad, purpose })).id;
}

function current(): IntakeDossier {
  const { sitting } = desk.snapshot().intake;
  const found = sitting?.dossiers.find(({ id }) => id === sitting.current);
  if (found === undefined) throw new RangeError('nobody sits here');
  return found;
}
const proceed = (dossier: string, step: IntakeDossier['step']) =>
  call(desk, 'intake.proceed', { dossier, step, leave: null });

/** An e-ID dossier up to the field where somebody stopped. */
async function draftAtPhone(): Promise<string> {
  const { dossier } = await call(desk, 'intake.begin', { kinds: ['eIdLevel2'], person: { is: 'card' } });
  await proceed(dossier, 'identify');
  await call(desk, 'intake.enter', { dossier, field: 'phone', value: '0500001234', source: 'typed', reason: null });
  return dossier;
}

beforeAll(async () => {
  desks = trialDesks();
  await start();
  await call(desk, 'session.reauthenticate', { secret });
  await call(desk, 'registry.import', { path: people, format: 'ndjson' });
});
afterAll(() => desks.remove());

describe('a day at the desk', () => {
  let dossier: string;

  it('begins with a shift: one press, and nobody is taken without', async () => {
    await readCard();
    const { now: planned } = desk.snapshot().shift;
    expect(planned).toBe('Ca 1');
    const begin = call(desk, 'intake.begin', { kinds: ['eIdLevel2'], person: { is: 'card' } });
    await expect(begin).rejects.toMatchObject({ failure: { code: 'shift.none' } });
    await call(desk, 'shift.open', { plan: planned, reason: null, takeOver: true });
    expect(desk.snapshot().shift).toMatchObject({ open: { plan: 'Ca 1', reconciles: true, counts: { taken: 0 } } });
  });

  it('keeps every step: after a restart the dossier opens at the same field, in the same shift', async () => {
    dossier = await draftAtPhone();
    expect(desk.snapshot().shift.open?.counts).toMatchObject({ taken: 1, open: 1 });
    await call(desk, 'intake.focus', { dossier, field: 'email' });
    await desks.stop(desk);
    await start();
    await until(({ intake }) => intake.drafts.length > 0);
    expect(desk.snapshot().shift.open?.counts).toMatchObject({ taken: 1, open: 1 });
    await readCard();
    await call(desk, 'intake.resume', { dossier });
    expect(current()).toMatchObject({ id: dossier, step: 'form', focus: 'email' });
    expect(current().form.find(({ code }) => code === 'phone')).toMatchObject({ value: '0500001234', source: 'typed' });
  });

  it('ends a dossier complete: without an upstream it waits for a key, and the shift counts it', async () => {
    await proceed(dossier, 'form');
    await call(desk, 'intake.take', { dossier, capture: 'portrait', record: await takePortrait() });
    await proceed(dossier, 'captures');
    await proceed(dossier, 'documents');
    await call(desk, 'intake.review', { dossier });
    await call(desk, 'intake.take', { dossier, capture: 'signature', record: await takeSignature() });
    await proceed(dossier, 'sign');
    expect(current()).toMatchObject({ state: 'complete', settled: true, deadline: { workingDays: 3 } });
    const { items } = await call(desk, 'queue.list', { list: 'unsealed', after: null, limit: 10 });
    expect(items).toMatchObject([{ line: { id: dossier, state: 'complete' }, packet: null, failure: null }]);
    expect(desk.snapshot().shift.open).toMatchObject({ reconciles: true, counts: { taken: 1, open: 0, finished: 1 } });
    await until(({ sync }) => sync.figures.unsealed === 1);
    expect(JSON.stringify(desk.snapshot())).not.toContain(number);
  });

  it('seals and queues it as soon as the desk is bound to an upstream', async () => {
    const upstream = await startUpstream({ folder: join(desks.home, 'upstream'), port: 0, now });
    try {
      await call(desk, 'demo.beOfficer', { officer: 'QT001' });
      await call(desk, 'session.reauthenticate', { secret });
      const named = { url: upstream.url, authorityPem: upstream.caPem };
      const { signing } = await call(desk, 'upstream.look', named);
      await call(desk, 'upstream.connect', { ...named, signing });
      await until(({ sync }) => sync.figures.unsealed === 0 && sync.figures.waiting === 1);
    } finally {
      await upstream.close();
    }
    await call(desk, 'demo.beOfficer', { officer: 'CB001' });
    const { items } = await call(desk, 'queue.list', { list: 'waiting', after: null, limit: 10 });
    expect(items).toMatchObject([
      { line: { id: dossier, state: 'queued' }, packet: { deskSeq: 1, epoch: 1 }, failure: null },
    ]);
    const { metadata, sealed } = await call(desk, 'queue.packet', { dossierId: dossier, rev: 1 });
    expect(sealed).toHaveLength(metadata.size);
    expect(new TextDecoder('latin1').decode(sealed)).not.toContain(number);
  });

  it('passes open dossiers on when the shift is closed, gives them to the next, and the log is whole', async () => {
    await readCard();
    await call(desk, 'intake.begin', { kinds: ['cardExchange'], person: { is: 'card' } });
    await call(desk, 'shift.close', { devices: [], note: null });
    expect(desk.snapshot().shift).toMatchObject({ open: null, waiting: { closed: { passedOn: 1 } } });
    await call(desk, 'shift.open', { plan: 'Ca 1', reason: null, takeOver: true });
    expect(desk.snapshot().shift).toMatchObject({
      waiting: null,
      open: { counts: { taken: 0, inherited: 1, open: 1 } },
    });
    const lines = await call(desk, 'shift.dossiers', { shift: desk.snapshot().shift.open?.id ?? '' });
    expect(lines).toMatchObject([{ kind: 'cardExchange', shift: desk.snapshot().shift.open?.id }]);
    expect(await call(desk, 'audit.verify', undefined)).toMatchObject({ findings: [], sound: true });
  });
});
