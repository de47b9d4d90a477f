import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reading } from '#contract/desk.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { type Scan, scanSchema } from '#contract/scanning.ts';
import type { FoundCode } from '#contract/vision.ts';
import { people } from '#fixtures/people/people.ts';
import { createReadingDesk, type ReadingDesk } from './reading-desk.ts';
import { openScanDesk, type ScanDesk } from './scan-desk.ts';
import { FakeDevice } from './testing/fake-card-device.ts';
import { FakeScanners, scannerOf } from './testing/fake-scanners.ts';
import { createTestOffice, type TestOffice } from './testing/test-office.ts';

const [f01, f03] = ['F01', 'F03'].map((id) => {
  const person = people().find((each) => each.id === id);
  return { qr: person?.qr ?? '', mrz: person?.mrz ?? [], number: person?.soDinhDanh ?? '' };
}) as [Card, Card];
type Card = { readonly qr: string; readonly mrz: readonly string[]; readonly number: string };
const canOf = ({ number }: Card) => ({ kind: 'can', can: number.slice(-6) });
const byCamera = { from: 'camera', device: null } as const;

let device: FakeDevice;
let scanners: FakeScanners;
let office: TestOffice;
let reading: ReadingDesk;
let desk: ScanDesk;
let shown: (Scan | null)[];
let readings: (Reading | null)[];
let time: number;
let beforeCodes: () => Promise<void>;

const scan = () => shown.at(-1) ?? null;
const now = () => readings.at(-1) ?? null;
const settled = () => vi.advanceTimersByTimeAsync(20);
const hid = async (text: string) => {
  scanners.scan('hid1', text);
  await settled();
};
const end = async (read: number, evidence: Parameters<FakeDevice['reads'][number]['end']>[0]) => {
  device.reads[read]?.end(evidence);
  await settled();
};

beforeEach(async () => {
  vi.useFakeTimers();
  device = new FakeDevice();
  scanners = new FakeScanners();
  scanners.show(scannerOf('hid1'));
  office = createTestOffice();
  await office.signIn('thuNhan');
  [shown, readings, time] = [[], [], Date.UTC(2026, 10, 22)];
  beforeCodes = async () => undefined;
  const clock = { now: () => new Date(time) };
  const report = (where: string): string => {
    throw new Error(where);
  };
  let id = 0;
  reading = createReadingDesk({
    devices: [device],
    verifier: {
      verify: () => Promise.reject(new FailureError(failure('evidence.empty'))),
      load: () => Promise.reject(new Error('not here')),
      judge: () => Promise.reject(new Error('not here')),
      close: async () => undefined,
    },
    imaging: { decode: () => Promise.reject(new Error('not here')), close: async () => undefined },
    ...{ clock, ids: () => `reading ${++id}`, log: { note: () => undefined }, report, office: () => office },
    show: (next) => {
      readings.push(next);
      desk.readingChanged(next);
    },
  });
  desk = openScanDesk({
    vision: {
      pixels: async () => ({ width: 1, height: 1, channels: 1, bytes: new Uint8Array(1) }),
      async codes() {
        await beforeCodes();
        return [foundCode(f01.qr)];
      },
      mrz: () => Promise.reject(new Error('not asked for')),
    },
    print: { read: () => Promise.reject(new Error('not asked for')) },
    ...{ reading, scanners: [scanners], clock, report },
    changed: (next) => {
      if (next !== null) expect(scanSchema.parse(next)).toEqual(next);
      shown.push(next);
    },
    mayScan: () => office.session.state().state === 'signedIn',
    permit: () => office.session.permit({ permission: 'card.read' }),
  });
});

afterEach(async () => {
  // What is shown, whatever it is, has no number in it.
  expect(JSON.stringify(shown)).not.toMatch(/\d{6}(?!\d*[-:])/);
  desk.close();
  await reading.close();
  vi.useRealTimers();
});

const foundCode = (text: string): FoundCode => ({
  ...{ symbology: 'qr', bytes: new TextEncoder().encode(text), text },
  corners: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }],
}); // biome-ignore format: a square

describe('the code of a card', () => {
  it('opens the card that waits for its key, and stands beside what the chip says', async () => {
    device.show(['A', 'present']);
    await hid(`]Q1${f01.qr}\r`);
    expect(device.reads.map(({ request }) => request.accessKey)).toEqual([canOf(f01)]);
    expect(scan()).toEqual({
      ...{ is: 'card2021', number: `••• ••• ••• ${f01.number.slice(-3)}`, name: f01.qr.split('|')[2] },
      ...{ from: 'hid', device: { name: 'Máy quét hid1', simulated: false } },
      ...{ outcome: 'keyGiven', at: '2026-11-22T00:00:00.000Z' },
    });
  });

  it('waits for the next card, a minute and no longer', async () => {
    await hid(f01.qr);
    expect(scan()).toMatchObject({ outcome: 'waits' });
    await vi.advanceTimersByTimeAsync(59_000);
    device.show(['A', 'present']);
    await settled();
    expect(device.reads.map(({ request }) => request.accessKey)).toEqual([canOf(f01)]);
    expect(scan()).toMatchObject({ outcome: 'keyGiven' });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(scan()).toMatchObject({ outcome: 'keyGiven' });
  });

  it('is forgotten after a minute', async () => {
    await hid(f01.qr);
    await vi.advanceTimersByTimeAsync(60_001);
    expect(scan()).toBeNull();
    device.show(['A', 'present']);
    await settled();
    expect(device.reads).toEqual([]);
    expect(now()).toMatchObject({ phase: 'awaitingKey' });
  });

  it('while the card is read is compared, and never is a second key', async () => {
    device.show(['A', 'present']);
    await reading.giveKey({ kind: 'can', can: '999901' });
    await hid(f01.qr);
    expect([scan()?.outcome, device.reads.length]).toEqual(['compared', 1]);
  });

  it('goes with the card when that is cleared from the desk', async () => {
    device.show(['A', 'present']);
    await hid(f01.qr);
    await reading.clear();
    expect(scan()).toBeNull();
  });
});

describe('a key that the chip refuses', () => {
  beforeEach(async () => {
    device.show(['A', 'present']);
    await hid(f03.qr);
    await end(0, { failure: failure('access.wrongKey', { left: 2 }) });
  });

  it('was of another card; it is not tried again, by itself or when it is scanned again', async () => {
    expect([scan()?.outcome, now()?.phase]).toEqual(['otherCard', 'awaitingKey']);
    time += 10_000;
    await hid(f03.qr);
    expect([scan()?.outcome, device.reads.length]).toEqual(['otherCard', 1]);
  });

  it('gives way to the next code', async () => {
    await hid(f01.qr);
    expect([scan()?.outcome, device.reads[1]?.request.accessKey]).toEqual(['keyGiven', canOf(f01)]);
  });

  it('is a fresh one for another card', async () => {
    device.show(['A', 'absent']);
    await settled();
    expect(scan()).toBeNull();
    device.show(['A', 'present']);
    await hid(f03.qr);
    expect([scan()?.outcome, device.reads.length]).toEqual(['keyGiven', 2]);
  });

  it('leaves the last attempt to the officer, but the zone is another way in', async () => {
    await hid(f01.qr);
    await end(1, { failure: failure('access.lastAttempt') });
    time += 10_000;
    await hid('001204999912||ĐẶNG VĂN MẪU THỬ|14022004|Nam|Hà Nội|10052021');
    expect([scan()?.outcome, device.reads.length]).toEqual(['shown', 2]);
    await desk.takeMrz(f01.mrz, byCamera);
    expect([scan()?.outcome, device.reads[2]?.request.accessKey]).toEqual([
      'keyGiven',
      { kind: 'mrz', mrz: f01.mrz.join('\n') },
    ]);
  });

  it('typed by the officer says nothing of a code', async () => {
    await hid(f01.qr);
    await end(1, { failure: failure('read.timeout') });
    await reading.giveKey({ kind: 'can', can: '111111' });
    await end(2, { failure: failure('access.wrongKey') });
    expect(scan()).toMatchObject({ outcome: 'keyGiven' });
  });
});

describe('after a read that broke off', () => {
  it('the code begins it again while the card is there', async () => {
    device.show(['A', 'present']);
    await hid(f01.qr);
    await end(0, { failure: failure('read.timeout') });
    time += 10_000;
    await hid(f01.qr);
    expect([scan()?.outcome, device.reads.length]).toEqual(['keyGiven', 2]);
  });

  it('the code waits when the card is gone', async () => {
    device.show(['A', 'present']);
    await hid(f01.qr);
    await end(0, { failure: failure('card.removed') });
    device.show(['A', 'absent']);
    await hid(f03.qr);
    expect(scan()).toMatchObject({ outcome: 'waits' });
    device.show(['A', 'present']);
    await settled();
    expect(device.reads[1]?.request.accessKey).toEqual(canOf(f03));
  });
});

describe('the same code again', () => {
  it('within two seconds is one scan, however often a camera sees it', async () => {
    const seen = () => desk.take({ code: { bytes: new TextEncoder().encode(f01.qr) }, ...byCamera });
    const first = await seen();
    for (let frame = 0; frame < 50; frame++) {
      time += 100;
      expect(await seen()).toBe(first);
    }
    expect(shown).toHaveLength(1);
    time += 2001;
    expect(await seen()).not.toBe(first);
  });
});

describe('what is of no use', () => {
  it('is shown when a scanner sent it, and left out when a camera saw it', async () => {
    await hid('https://example.invalid/');
    expect(scan()).toMatchObject({ is: 'somethingElse', number: '', name: null, outcome: 'shown' });
    await hid(f01.qr.replace('ặ', '\ufffd'));
    expect(scan()).toMatchObject({ is: 'garbled', outcome: 'shown' });
    const before = shown.length;
    expect(await desk.take({ code: { text: 'https://example.invalid/' }, ...byCamera })).toBeNull();
    expect(await desk.takeMrz(['IDVNM'], byCamera)).toBeNull();
    expect(shown).toHaveLength(before);
  });

  it('typed is refused in words, and changes nothing', async () => {
    const { 'scan.give': give } = desk.handlers;
    const context = { signal: new AbortController().signal };
    await expect(give({ text: 'https://example.invalid/' }, context)).rejects.toMatchObject({
      failure: { code: 'qr.notACard' },
    });
    await expect(give({ text: f01.qr.replace('ặ', '\ufffd') }, context)).rejects.toMatchObject({
      failure: { code: 'qr.garbled' },
    });
    expect(shown).toEqual([]);
  });
});

describe('a desk that is locked or empty', () => {
  it('drops scans, and forgets what waited', async () => {
    await hid(f01.qr);
    await office.session.lock('byOfficer');
    desk.attendanceChanged();
    expect(scan()).toBeNull();
    const before = shown.length;
    await hid(f03.qr);
    expect(await desk.takeMrz(f01.mrz, byCamera)).toBeNull();
    await expect(
      desk.handlers['scan.give']({ text: f01.qr }, { signal: new AbortController().signal }),
    ).rejects.toThrow(FailureError);
    device.show(['A', 'present']);
    await settled();
    expect([shown.length, device.reads]).toEqual([before, []]);
  });
});

describe('a picture', () => {
  const look = () =>
    desk.handlers['scan.picture']({ bytes: Uint8Array.of(1) }, { signal: new AbortController().signal });

  it('with the code of a card is a scan from a file', async () => {
    expect(await look()).toMatchObject({ is: 'card2021', from: 'file', device: null, outcome: 'waits' });
  });

  it('is of no use to a desk that was locked while it was looked at', async () => {
    beforeCodes = () => office.session.lock('byOfficer');
    await expect(look()).rejects.toMatchObject({ failure: { code: 'session.locked' } });
    expect(shown).toEqual([]);
  });
});

it('a scan that is cleared is forgotten, and the same code is a new one', async () => {
  await hid(f01.qr);
  await desk.handlers['scan.clear'](undefined, { signal: new AbortController().signal });
  expect(scan()).toBeNull();
  await hid(f01.qr);
  expect(scan()).toMatchObject({ outcome: 'waits' });
});
