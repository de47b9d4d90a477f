import { beforeEach, describe, expect, it } from 'vitest';
import type { Portrait, Reading, ReadingComparison } from '#contract/desk.ts';
import type { FileName } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Verdict } from '#contract/verdict.ts';
import { cardholder } from '#fixtures/people/people.ts';
import { dg1, dg13 } from '#fixtures/virtual-card/data-groups.ts';
import { dg13Fields } from '#fixtures/virtual-card/dg13-fields.ts';
import { createReadingDesk, type ReadingDesk } from './reading-desk.ts';
import { FakeDevice } from './testing/fake-card-device.ts';
import { createTestOffice, type TestOffice } from './testing/test-office.ts';

const person = cardholder('F01');
const can = { kind: 'can', can: '999901' } as const;
const contents: Readonly<Partial<Record<FileName, Uint8Array>>> = {
  'EF.SOD': Uint8Array.of(1),
  DG1: dg1(person.mrz),
  DG13: dg13(dg13Fields(person)),
};
const file = (name: FileName) => ({ name, bytes: contents[name] ?? Uint8Array.of(0) });
const purpose = { code: 'capThe', note: null } as const;

let device: FakeDevice;
let desk: ReadingDesk;
let office: TestOffice;
let closed: boolean;
let shown: (Reading | null)[];
let verdict: Verdict['verdict'];

const now = () => shown.at(-1) ?? null;
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const logged = (action: string) => office.records.filter((record) => record.action === action);
const states = () =>
  shown.map((reading) => reading?.comparison?.state ?? null).filter((state, at, all) => state !== all[at - 1]);
const arrive = (name: FileName) => device.reads.at(-1)?.hooks.onFile(name, file(name).bytes);
const end = async (...names: readonly FileName[]) => {
  device.reads.at(-1)?.end({ files: names.map(file) });
  await settled();
};

beforeEach(async () => {
  device = new FakeDevice();
  office = createTestOffice();
  closed = false;
  shown = [];
  verdict = 'genuine';
  await office.signIn('thuNhan');
  let id = 0;
  desk = createReadingDesk({
    devices: [device],
    verifier: {
      verify: async () => ({
        ...{ verdict, data: 'proved', chip: 'proved', checks: [], expired: null, signedAt: null, anchor: null, at: '' },
      }),
      load: () => Promise.reject(new Error('not here')),
      judge: () => Promise.reject(new Error('not here')),
      close: async () => undefined,
    },
    imaging: {
      decode: (): Promise<Portrait> => Promise.reject(new FailureError(failure('image.undecodable'))),
      close: async () => undefined,
    },
    clock: { now: () => new Date() },
    ids: () => `reading ${++id}`,
    log: { note: () => undefined },
    report: () => 'abc123',
    show: (reading) => shown.push(reading),
    office: () => (closed ? null : office),
  });
});

describe('the comparison of a reading', () => {
  it('begins when the identity is known, before the portrait, and is on record once', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    for (const name of ['EF.SOD', 'DG1', 'DG13'] as const) arrive(name);
    await settled();
    expect(now()).toMatchObject({ phase: 'reading', comparison: { state: 'noData', contradicted: [] } });
    expect(states()).toEqual([null, 'pending', 'noData']);
    expect(office.compared).toMatchObject([
      { genuine: true, mrz: null, qr: null, holder: { name: { source: 'DG13' } } },
    ]);
    await end('EF.SOD', 'DG1', 'DG13');
    expect(office.compared).toHaveLength(1);
    expect(logged('citizen.compared')).toMatchObject([
      { officer: 'CB001', role: 'thuNhan', purpose: { code: 'doiChieu' }, object: { masked: '•••901' } },
    ]);
  });

  it('is made anew when a later group says more, without another record', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    for (const name of ['EF.SOD', 'DG1'] as const) arrive(name);
    device.reads[0]?.hooks.onProgress({ step: 'others', file: null, bytesRead: 0, bytesKnown: 0, apdus: 0 });
    await settled();
    arrive('DG13');
    await settled();
    await end('EF.SOD', 'DG1', 'DG13');
    expect(office.compared.map(({ holder }) => holder?.name?.source)).toEqual(['DG1', 'DG13']);
    expect(states()).toEqual([null, 'pending', 'noData']);
    expect(logged('citizen.compared')).toHaveLength(1);
  });

  it('is of the newest card only, however slow the one before', async () => {
    let release: () => void = () => undefined;
    office.answer = () =>
      new Promise((resolve) => {
        release = () => resolve({ state: 'noData', contradicted: [] });
      });
    device.show(['A', 'present']);
    await desk.giveKey(can);
    for (const name of ['EF.SOD', 'DG1', 'DG13'] as const) arrive(name);
    await settled();
    expect(now()).toMatchObject({ verdict: { verdict: 'genuine' }, comparison: { state: 'pending' } });
    await end('EF.SOD', 'DG1', 'DG13');
    expect(now()).toMatchObject({ phase: 'finished', comparison: { state: 'pending' } });
    await desk.clear();
    release();
    await settled();
    expect(now()).toBeNull();
  });

  it('knows what the verdict says by now', async () => {
    verdict = 'cannotTell';
    device.show(['A', 'present']);
    await desk.giveKey(can);
    for (const name of ['EF.SOD', 'DG1', 'DG13'] as const) arrive(name);
    await settled();
    verdict = 'genuine';
    await end('EF.SOD', 'DG1', 'DG13');
    expect(office.compared.map(({ genuine }) => genuine)).toEqual([false, true]);
    expect(desk.card()).toMatchObject({ genuine: true, holder: { number: { value: person.soDinhDanh } } });
  });

  it('takes the printed zone where the key was one', async () => {
    device.show(['A', 'present']);
    await desk.giveKey({ kind: 'mrz', mrz: person.mrz.join('\n') });
    await end('EF.SOD', 'DG1', 'DG13');
    expect(office.compared).toMatchObject([{ mrz: { optional: person.soDinhDanh } }]);
  });

  it('takes a QR code given before the read or after it', async () => {
    device.show(['A', 'present']);
    desk.giveQr(`${person.qr}\r\n`);
    await desk.giveKey(can);
    await end('EF.SOD', 'DG1', 'DG13');
    expect(office.compared).toMatchObject([{ qr: { number: person.soDinhDanh } }]);
    desk.giveQr(cardholder('F03').qr ?? '');
    await settled();
    expect(office.compared.at(-1)).toMatchObject({ qr: { number: cardholder('F03').soDinhDanh } });
    expect(() => desk.giveQr('https://example.invalid')).toThrow('qr.notACard');
    expect(() => desk.giveQr((person.qr ?? '').replace('Đặng', '?ặng'))).toThrow('qr.garbled');
    await desk.clear();
    expect(() => desk.giveQr(person.qr ?? '')).toThrow('card.absent');
  });

  it('is made once more when the record is another, and not shown while it is not on record', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    office.beforeAppend = async () => {
      if (shown.some((reading) => reading?.phase === 'finished')) return;
      throw new FailureError(failure('storage.full'));
    };
    await end('EF.SOD', 'DG1', 'DG13');
    expect(now()).toMatchObject({
      phase: 'finished',
      failure: { code: 'storage.full' },
      holder: null,
      comparison: null,
    });
    office.beforeAppend = async () => undefined;
    await desk.giveKey(can);
    await end('EF.SOD', 'DG1', 'DG13');
    const { length } = office.compared;
    desk.card()?.compareAgain();
    await settled();
    expect(office.compared).toHaveLength(length + 1);
  });
});

describe('a card read while the cache was empty or being filled', () => {
  const fill = () => {
    office.answer = async () => ({ ...found });
    for (const hear of [...office.hearing]) hear();
  };
  const found: ReadingComparison = {
    state: 'done',
    comparison: {
      ...{ record: 'absent', match: null, fields: [], level: 'quiet' },
      acts: { doiChieu: 0, xacThuc: 0, capNhat: 0, boSung: 0 },
    },
    ...{ person: 7, standing: null, lookalikes: 0, asOf: null },
  };
  const count = () => logged('citizen.compared').map(({ result }) => result.count);

  it('is compared once more when the import has ended, and that somebody is shown is on record', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    await end('EF.SOD', 'DG1', 'DG13');
    expect(now()).toMatchObject({ comparison: { state: 'noData', contradicted: [] } });
    const { length } = office.compared;
    fill();
    await settled();
    expect(now()).toMatchObject({ phase: 'finished', comparison: { state: 'done', person: 7 } });
    expect(office.compared).toHaveLength(length + 1);
    expect(count()).toEqual([0, 1]);
    fill();
    await settled();
    expect(count()).toEqual([0, 1]);
  });

  it('is compared again while it is still being read, too', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    for (const name of ['EF.SOD', 'DG1', 'DG13'] as const) arrive(name);
    await settled();
    fill();
    await settled();
    expect(now()).toMatchObject({ phase: 'reading', comparison: { state: 'done' } });
    await end('EF.SOD', 'DG1', 'DG13');
    expect(now()).toMatchObject({ phase: 'finished', comparison: { state: 'done' } });
  });

  it('is forgotten with its reading', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    await end('EF.SOD', 'DG1', 'DG13');
    expect(office.hearing.size).toBe(1);
    await desk.giveKey(can);
    await end('EF.SOD', 'DG1', 'DG13');
    expect(office.hearing.size).toBe(1);
    const { length } = office.compared;
    await desk.clear();
    expect(office.hearing.size).toBe(0);
    fill();
    await settled();
    expect(office.compared).toHaveLength(length);
    expect(now()).toBeNull();
  });
});

describe('a finished read', () => {
  it('is on record with its verdict, and so is that it broke off', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    await end('EF.SOD', 'DG1', 'DG13');
    const done = { outcome: 'done', code: 'genuine', count: null };
    expect(logged('card.read')).toMatchObject([{ role: 'thuNhan', object: { masked: '•••901' }, result: done }]);
    await desk.giveKey(can);
    await desk.cancel();
    expect(logged('card.read')[1]).toMatchObject({
      object: null,
      result: { outcome: 'failed', code: 'read.cancelled' },
    });
    expect(JSON.stringify(office.records)).not.toContain('1304');
  });

  it('gives its numbers for a purpose, on record first', async () => {
    device.show(['A', 'present']);
    await desk.giveKey(can);
    await end('EF.SOD', 'DG1', 'DG13');
    expect(await desk.reveal(purpose)).toEqual({ number: person.soDinhDanh, mrz: [...person.mrz] });
    expect(logged('citizen.revealed')).toMatchObject([{ purpose, object: { masked: '•••901' } }]);
    await expect(desk.reveal({ code: 'other', note: null })).rejects.toMatchObject({
      failure: { code: 'purpose.missing' },
    });
    office.beforeAppend = () => Promise.reject(new FailureError(failure('storage.full')));
    await expect(desk.reveal(purpose)).rejects.toMatchObject({ failure: { code: 'storage.full' } });
  });
});

describe('a card that comes while nobody may read it', () => {
  it.each([
    [
      'the profile is closed',
      () => {
        closed = true;
      },
      () => {
        closed = false;
      },
    ],
    ['an administrator is there', () => office.signIn('quanTri'), () => office.signIn('thuNhan')],
    ['nobody is there', () => office.session.end('byOfficer'), () => office.signIn('thuNhan')],
    ['the desk is locked', () => office.session.lock('idle'), () => office.session.unlock()],
  ])('opens nothing while %s, and is offered afterwards', async (_, leave, come) => {
    await leave();
    device.show(['A', 'present']);
    await settled();
    desk.offer();
    expect(now()).toBeNull();
    await come();
    desk.offer();
    await settled();
    expect(now()).toMatchObject({ reader: 'A', phase: 'awaitingKey' });
    const { length } = shown;
    desk.offer();
    expect(shown).toHaveLength(length);
  });

  it('takes the place of a finished reading when it is offered, but not of one under way', async () => {
    device.show(['A', 'present'], ['B', 'absent']);
    await desk.giveKey(can);
    await end('EF.SOD', 'DG1', 'DG13');
    await office.session.lock('idle');
    device.show(['A', 'present'], ['B', 'present']);
    expect(now()).toMatchObject({ reader: 'A' });
    await office.session.unlock();
    desk.offer();
    await settled();
    expect(now()).toMatchObject({ reader: 'B', phase: 'awaitingKey' });
  });

  it('is not read, whatever is asked', async () => {
    await office.session.end('byOfficer');
    device.show(['A', 'present']);
    await expect(desk.open({ reader: 'A', accessKey: can })).rejects.toMatchObject({
      failure: { code: 'session.nobody' },
    });
    closed = true;
    await expect(desk.open({ reader: 'A', accessKey: can })).rejects.toMatchObject({
      failure: { code: 'session.nobody' },
    });
    expect(device.reads).toHaveLength(0);
  });
});
