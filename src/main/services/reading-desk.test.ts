import { beforeEach, describe, expect, it } from 'vitest';
import type { Portrait, Reading } from '#contract/desk.ts';
import type { FileName } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Verdict } from '#contract/verdict.ts';
import type { Verifier } from '#ports/verifier.ts';
import { createReadingDesk, type ReadingDesk } from './reading-desk.ts';
import { FakeDevice } from './testing/fake-card-device.ts';
import { createTestOffice, type TestOffice } from './testing/test-office.ts';

const can = { kind: 'can', can: '999901' } as const;
const bytes = (value: number) => Uint8Array.of(value);

const verdict = (kind: Verdict['verdict']): Verdict => ({
  verdict: kind,
  data: 'proved',
  chip: 'proved',
  checks: [],
  expired: null,
  signedAt: null,
  anchor: null,
  at: '',
});

let device: FakeDevice;
let desk: ReadingDesk;
let shown: (Reading | null)[];
let verified: { readonly files: readonly FileName[]; readonly partial: boolean }[];
let verify: Verifier['verify'];
let incidents: string[];
let office: TestOffice;
let closed: boolean;

const now = () => shown.at(-1) ?? null;
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const files = (...names: readonly FileName[]) => names.map((name, index) => ({ name, bytes: bytes(index) }));

beforeEach(async () => {
  device = new FakeDevice();
  shown = [];
  verified = [];
  incidents = [];
  office = createTestOffice();
  closed = false;
  await office.signIn('thuNhan');
  let id = 0;
  let time = Date.UTC(2026, 7, 1);
  verify = async (evidence, { partial }) => {
    verified.push({ files: evidence.files.map(({ name }) => name), partial });
    return verdict('genuine');
  };
  desk = createReadingDesk({
    devices: [device],
    verifier: {
      verify: (...args) => verify(...args),
      load: () => Promise.reject(new Error('not here')),
      judge: () => Promise.reject(new Error('not here')),
      close: async () => undefined,
    },
    imaging: {
      decode: (): Promise<Portrait> => Promise.reject(new FailureError(failure('image.undecodable'))),
      close: async () => undefined,
    },
    clock: {
      now() {
        time += 10;
        return new Date(time);
      },
    },
    ids: () => `reading ${++id}`,
    log: { note: () => undefined },
    report: (where) => {
      incidents.push(where);
      return 'abc123';
    },
    show: (reading) => shown.push(reading),
    office: () => (closed ? null : office),
  });
});

describe('a card that arrives', () => {
  it('opens a reading that waits for its key', () => {
    device.show(['A', 'present']);
    expect(now()).toMatchObject({ reader: 'A', phase: 'awaitingKey', failure: null });
    expect(device.reads).toHaveLength(0);
  });

  it('does not replace another card that is waited for or read', async () => {
    device.show(['A', 'present'], ['B', 'absent']);
    device.show(['A', 'present'], ['B', 'present']);
    expect(now()).toMatchObject({ reader: 'A', phase: 'awaitingKey' });
    await desk.giveKey(can);
    device.show(['A', 'present'], ['B', 'absent']);
    device.show(['A', 'present'], ['B', 'present']);
    expect(now()).toMatchObject({ reader: 'A', phase: 'reading' });
  });

  it('replaces a finished reading', async () => {
    device.show(['A', 'present'], ['B', 'absent']);
    await desk.giveKey(can);
    device.reads[0]?.end({ files: files('DG1') });
    await settled();
    device.show(['A', 'present'], ['B', 'present']);
    await settled();
    expect(now()).toMatchObject({ reader: 'B', phase: 'awaitingKey', verdict: null });
  });

  it('takes the place of a card that was swapped in mid-read, after that one has ended', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    device.show(['A', 'absent']);
    device.show(['A', 'present']);
    await settled();
    expect(now()).toMatchObject({ reader: 'A', phase: 'awaitingKey', id: 'reading 2' });
  });
});

describe('a card that leaves', () => {
  it('takes its waiting reading along, and gives way to a card that waits elsewhere', async () => {
    device.show(['A', 'present'], ['B', 'absent']);
    device.show(['A', 'present'], ['B', 'present']);
    device.show(['A', 'absent'], ['B', 'present']);
    await settled();
    expect(now()).toMatchObject({ reader: 'B', phase: 'awaitingKey' });
    device.show(['A', 'absent'], ['B', 'absent']);
    await settled();
    expect(now()).toBeNull();
  });

  it('leaves the result of a finished reading on the desk', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    device.reads[0]?.end({ files: files('DG1') });
    await settled();
    device.show(['A', 'absent']);
    expect(now()).toMatchObject({ phase: 'finished', cardGone: true, verdict: { verdict: 'genuine' } });
  });

  it('is not believed to have left when only its reader went away', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    device.reads[0]?.end({ files: files('DG1'), failure: failure('device.stopped') });
    await settled();
    device.show();
    device.show(['A', 'present']);
    await settled();
    expect(now()).toMatchObject({ id: 'reading 1', phase: 'finished', failure: { code: 'device.stopped' } });
  });
});

describe('a key', () => {
  it('that is wrong leaves the reading waiting, and is not tried again by itself', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    device.reads[0]?.end({ failure: failure('access.wrongKey', { left: 2 }) });
    await settled();
    expect(now()).toMatchObject({ phase: 'awaitingKey', failure: { code: 'access.wrongKey', params: { left: 2 } } });
    expect(device.reads).toHaveLength(1);
    expect(verified).toEqual([]);
    await desk.giveKey(can);
    expect(device.reads).toHaveLength(2);
    expect(now()).toMatchObject({ phase: 'reading', failure: null });
  });

  it('given twice is tried once', async () => {
    device.show(['A', 'present']);
    await Promise.all([desk.giveKey(can), desk.giveKey(can)]);
    expect(device.reads).toHaveLength(1);
  });

  it('whose check digits are wrong never reaches the card', async () => {
    device.show(['A', 'present']);
    const mrz = 'IDVNM1999999935001199999993<<6\n9901019M3901016VNM<<<<<<<<<<<6\nNGUYEN<<VAN<THU<<<<<<<<<<<<<<<';
    await expect(desk.giveKey({ kind: 'mrz', mrz })).rejects.toMatchObject({ failure: { code: 'access.keyInvalid' } });
    expect(device.reads).toHaveLength(0);
  });

  it('needs a card', async () => {
    await expect(desk.giveKey(can)).rejects.toMatchObject({ failure: { code: 'card.absent' } });
  });
});

describe('a read', () => {
  it('is judged before the portrait, and finally as a whole', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    const read = device.reads[0];
    for (const name of ['EF.SOD', 'DG1', 'DG13'] as const) read?.hooks.onFile(name, bytes(1));
    await settled();
    expect(verified).toEqual([{ files: ['EF.SOD', 'DG1', 'DG13'], partial: true }]);
    expect(now()).toMatchObject({ phase: 'reading', verdict: { verdict: 'genuine' } });
    const identityMs = now()?.identityMs ?? 0;
    read?.end({ files: files('EF.SOD', 'DG1', 'DG13', 'DG2') });
    await settled();
    expect(verified.at(-1)).toEqual({ files: ['EF.SOD', 'DG1', 'DG13', 'DG2'], partial: false });
    expect(now()).toMatchObject({ phase: 'finished', identityMs });
    expect(now()?.totalMs).toBeGreaterThan(identityMs);
  });

  it('that breaks off is judged by what there is', async () => {
    verify = async () => verdict('cannotTell');
    device.show(['A', 'present']);
    await desk.giveKey(can);
    device.reads[0]?.end({ files: files('DG1'), failure: failure('card.removed') });
    await settled();
    expect(now()).toMatchObject({
      phase: 'finished',
      verdict: { verdict: 'cannotTell' },
      failure: { code: 'card.removed' },
    });
  });

  it('shows at most twenty changes of progress in a second, and the last one always', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    const before = shown.length;
    for (let apdus = 1; apdus <= 500; apdus++)
      device.reads[0]?.hooks.onProgress({ step: 'portrait', file: null, bytesRead: apdus, bytesKnown: 500, apdus });
    device.reads[0]?.end({ files: files('DG1') });
    await settled();
    expect(shown.length - before).toBeLessThan(6);
    expect(now()?.progress).toMatchObject({ apdus: 500 });
  });

  it('ends when it is cancelled, and can be done again as a new reading', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    await desk.cancel();
    expect(now()).toMatchObject({ id: 'reading 1', phase: 'finished', failure: { code: 'read.cancelled' } });
    await desk.giveKey(can);
    expect(now()).toMatchObject({ id: 'reading 2', phase: 'reading', failure: null });
  });

  it('shows nothing more once it was cleared', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    await desk.clear();
    device.reads[0]?.hooks.onFile('DG1', bytes(1));
    await settled();
    expect(now()).toBeNull();
  });

  it('whose verifier breaks is a failure with an id, never a verdict', async () => {
    verify = () => Promise.reject(new TypeError('a bug'));
    device.show(['A', 'present']);
    await desk.giveKey(can);
    device.reads[0]?.end({ files: files('DG1') });
    await settled();
    expect(now()).toMatchObject({
      phase: 'finished',
      verdict: null,
      failure: { code: 'internal', params: { incident: 'abc123' } },
    });
    expect(incidents).toEqual(['reading']);
  });
});

describe('an opened reader', () => {
  it.each([
    ['nowhere', 'reader.unknown'],
    ['A', 'card.absent'],
    ['B', 'card.inUse'],
    ['C', 'card.mute'],
  ])('%s is refused with %s', async (reader, code) => {
    device.show(['A', 'absent'], ['B', 'inUse'], ['C', 'mute']);
    await expect(desk.open({ reader, accessKey: null })).rejects.toMatchObject({ failure: { code } });
  });

  it('without any reader says so', async () => {
    await expect(desk.open({ reader: 'A', accessKey: can })).rejects.toMatchObject({
      failure: { code: 'reader.none' },
    });
  });

  it('replaces the reading before and starts at once with a key', async () => {
    device.show(['A', 'present'], ['B', 'present']);
    await desk.open({ reader: 'B', accessKey: can });
    expect(now()).toMatchObject({ reader: 'B', phase: 'reading' });
  });
});

describe('the raw data', () => {
  it('is there by name, and a missing one is named', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    device.reads[0]?.hooks.onFile('DG1', bytes(7));
    expect(desk.file('DG1')).toEqual(bytes(7));
    expect(() => desk.file('DG2')).toThrow(FailureError);
    await expect(desk.reveal({ code: 'doiChieu', note: null })).rejects.toMatchObject({
      failure: { code: 'evidence.empty' },
    });
  });
});
