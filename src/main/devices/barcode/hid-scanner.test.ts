import { afterEach, describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { ScannerSource } from '#ports/barcode-scanner.ts';
import { createHidScanners } from './hid-scanner.ts';
import { fakeHid, scannerAt } from './testing/fake-devices.ts';
import { reportOf, reportsOf } from './testing/hid-reports.ts';

let source: ScannerSource | null = null;
afterEach(() => source?.close());

const id = 'hid:05e0:1300:THU1';

async function start(hid = fakeHid()) {
  let time = 0;
  const scanners = createHidScanners(() => hid.binding, { pollMs: 0, retryMs: 5000, now: () => time });
  source = scanners;
  const pass = (ms: number) => {
    time += ms;
  };
  const codes: string[] = [];
  scanners.onScan(({ scanner, bytes }) => codes.push(`${scanner} ${new TextDecoder().decode(bytes)}`));
  const conditions = () =>
    scanners.scanners().map(({ condition }) => (condition.is === 'failed' ? condition.failure.code : condition.is));
  await scanners.refresh();
  return { hid, scanners, codes, conditions, pass };
}

describe('HID scanners', () => {
  it('are opened when they are plugged in, and let go of when they are not', async () => {
    const { hid, scanners, codes, conditions } = await start();
    expect(scanners.state()).toEqual({ state: 'running' });
    hid.plug(scannerAt('/dev/hidraw0'), scannerAt('/dev/hidraw1', { usagePage: 1 }));
    await scanners.refresh();
    expect(scanners.scanners()).toEqual([
      { id, name: 'MẪU Máy quét', simulated: false, via: 'hid', condition: { is: 'ready' } },
    ]);
    hid.opened[0]?.say(...reportsOf('mã'));
    expect(codes).toEqual([`${id} mã`]);
    hid.plug();
    await scanners.refresh();
    expect([conditions(), hid.opened[0]?.closed]).toEqual([[], true]);
  });

  it('that are alike have ids of their own; a device listed twice is one', async () => {
    const { hid, scanners } = await start();
    const unnamed = { serialNumber: '', manufacturer: undefined, product: undefined };
    const [a, b] = [scannerAt('/dev/hidraw0', unnamed), scannerAt('/dev/hidraw1', unnamed)];
    hid.plug(b, a, b);
    await scanners.refresh();
    expect(scanners.scanners().map((each) => [each.id, each.name])).toEqual([
      ['hid:05e0:1300', 'USB 05e0:1300'],
      ['hid:05e0:1300#2', 'USB 05e0:1300'],
    ]);
  });

  it('of Honeywell are told that somebody listens, and work also when they do not want to know', async () => {
    const { hid, scanners, conditions } = await start();
    hid.plug(scannerAt('/dev/hidraw0', { vendorId: 0x0c2e }));
    await scanners.refresh();
    expect(hid.opened[0]?.features).toEqual([[0xfe, 1]]);
    expect(conditions()).toEqual(['ready']);
  });

  it.each([
    ['Permission denied', 'device.denied'],
    ['EBUSY', 'device.taken'],
    ['whatever', 'device.broken'],
  ])('that cannot be opened (%s) say why, and are tried again', async (message, code) => {
    const { hid, scanners, conditions, pass } = await start();
    hid.plug(scannerAt('/dev/hidraw0'));
    hid.refuse(new Error(message));
    await scanners.refresh();
    expect(conditions()).toEqual([code]);
    hid.refuse(null);
    pass(4999);
    await scanners.refresh();
    expect(conditions()).toEqual(['ready']);
  });

  it('say that the library does not load, and work once it does', async () => {
    const hid = fakeHid();
    hid.failToList(new FailureError(failure('device.driver')));
    const { scanners, conditions } = await start(hid);
    expect(conditions()).toEqual(['device.driver']);
    hid.plug(scannerAt('/dev/hidraw0'));
    await scanners.refresh();
    expect(conditions()).toEqual(['ready']);
  });

  it('are refused when they are not there', async () => {
    const { scanners } = await start();
    await expect(scanners.use('hid:nobody', true)).rejects.toMatchObject({ failure: { code: 'device.unknown' } });
  });
});

describe('a HID scanner that is pulled', () => {
  it('while it is opened is closed again', async () => {
    const { hid, scanners, conditions } = await start();
    const opens = hid.hold();
    hid.plug(scannerAt('/dev/hidraw0'));
    const first = scanners.refresh();
    await expect.poll(conditions).toEqual(['starting']);
    hid.plug();
    const second = scanners.refresh();
    opens();
    await Promise.all([first, second]);
    expect([conditions(), hid.opened.map(({ closed }) => closed)]).toEqual([[], [true]]);
  });

  it('is noticed although another one takes its time to open', async () => {
    const { hid, scanners, conditions } = await start();
    const opens = hid.hold();
    hid.plug(scannerAt('/dev/hidraw0'), scannerAt('/dev/hidraw1', { serialNumber: 'THU2' }));
    const slow = scanners.refresh();
    await expect.poll(conditions).toEqual(['starting', 'starting']);
    hid.plug(scannerAt('/dev/hidraw0'));
    await scanners.refresh();
    expect(conditions()).toEqual(['starting']);
    opens();
    await slow;
    expect(conditions()).toEqual(['ready']);
  });

  it('in the middle of a code gives no code, and the next one is whole', async () => {
    const { hid, scanners, codes, conditions } = await start();
    hid.plug(scannerAt('/dev/hidraw0'));
    await scanners.refresh();
    const [first, ...rest] = reportsOf('A'.repeat(100));
    hid.opened[0]?.say(first ?? new Uint8Array());
    hid.opened[0]?.break();
    expect(conditions()).toEqual(['device.gone']);
    hid.plug(scannerAt('/dev/hidraw3'));
    await scanners.refresh();
    hid.opened[0]?.say(...rest);
    hid.opened[1]?.say(...reportsOf('mới'));
    expect([codes, conditions()]).toEqual([[`${id} mới`], ['ready']]);
  });

  it('and plugged in again between two looks is opened anew', async () => {
    const { hid, scanners, codes, conditions } = await start();
    hid.plug(scannerAt('/dev/hidraw0'));
    await scanners.refresh();
    hid.opened[0]?.break();
    await scanners.refresh();
    hid.opened[1]?.say(...reportsOf('mới'));
    expect([codes, conditions(), hid.opened[0]?.closed]).toEqual([[`${id} mới`], ['ready'], true]);
  });

  it('is not tried again and again while it is broken', async () => {
    const { hid, scanners, pass } = await start();
    hid.plug(scannerAt('/dev/hidraw0'));
    await scanners.refresh();
    hid.opened[0]?.break();
    expect(hid.opened).toHaveLength(1);
    pass(5000);
    await scanners.refresh();
    expect(hid.opened).toHaveLength(2);
  });

  it('after the desk was closed is of no concern', async () => {
    const { hid, scanners, codes } = await start();
    hid.plug(scannerAt('/dev/hidraw0'));
    await scanners.refresh();
    await scanners.close();
    expect(hid.opened[0]?.closed).toBe(true);
    hid.opened[0]?.say(...reportsOf('trễ'));
    hid.opened[0]?.break();
    await scanners.refresh();
    expect([codes, hid.opened.length]).toEqual([[], 1]);
  });
});

describe('a HID device that is no scanner', () => {
  it('says so until it sends a code', async () => {
    const { hid, scanners, codes, conditions } = await start();
    hid.plug(scannerAt('/dev/hidraw0'));
    await scanners.refresh();
    hid.opened[0]?.say(new Uint8Array(64).fill(65));
    expect(conditions()).toEqual(['scanner.unreadable']);
    await scanners.refresh();
    expect(hid.opened).toHaveLength(1);
    hid.opened[0]?.say(...reportsOf('mã'));
    expect([codes, conditions()]).toEqual([[`${id} mã`], ['ready']]);
  });

  it('cannot flood the desk with codes', async () => {
    const { hid, scanners, codes, conditions, pass } = await start();
    hid.plug(scannerAt('/dev/hidraw0'));
    await scanners.refresh();
    const code = reportOf(new Uint8Array([65]), false);
    for (let count = 0; count < 1000; count += 1) hid.opened[0]?.say(code);
    expect([codes.length, conditions()]).toEqual([20, ['scanner.unreadable']]);
    pass(1000);
    hid.opened[0]?.say(code);
    expect([codes.length, conditions()]).toEqual([21, ['ready']]);
  });
});
