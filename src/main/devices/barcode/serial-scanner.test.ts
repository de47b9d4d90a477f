import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ScannerSource } from '#ports/barcode-scanner.ts';
import { createSerialScanners } from './serial-scanner.ts';
import { fakeSerial } from './testing/fake-devices.ts';

let source: ScannerSource | null = null;
beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await source?.close();
  vi.useRealTimers();
});

const usbPort = (path: string) => ({
  ...{ path, vendorId: '05e0', productId: '1701', serialNumber: 'THU2' },
  ...{ manufacturer: 'MẪU', product: 'Máy quét COM' },
});
const id = 'serial:05e0:1701:THU2';

async function start() {
  const serial = fakeSerial();
  const scanners = createSerialScanners(() => serial.binding, { pollMs: 0, retryMs: 5000, now: () => Date.now() });
  source = scanners;
  const codes: string[] = [];
  scanners.onScan(({ bytes }) => codes.push(new TextDecoder().decode(bytes)));
  const conditions = () =>
    scanners.scanners().map(({ condition }) => (condition.is === 'failed' ? condition.failure.code : condition.is));
  serial.plug(usbPort('/dev/ttyACM0'));
  await scanners.refresh();
  return { serial, scanners, codes, conditions };
}

describe('serial scanners', () => {
  it('are off until they are used', async () => {
    const { serial, scanners } = await start();
    serial.plug(usbPort('/dev/ttyACM0'), { path: 'COM7' });
    await scanners.refresh();
    expect(serial.opened).toEqual([]);
    expect(scanners.scanners().map((each) => [each.id, each.name, each.condition.is])).toEqual([
      [id, 'MẪU Máy quét COM (ttyACM0)', 'off'],
      ['serial:COM7', 'COM7', 'off'],
    ]);
  });

  it('give codes that end with a line end or a pause', async () => {
    const { serial, scanners, codes, conditions } = await start();
    await scanners.use(id, true);
    expect(conditions()).toEqual(['ready']);
    serial.opened[0]?.say('mộ');
    vi.advanceTimersByTime(59);
    serial.opened[0]?.say('t');
    expect(codes).toEqual([]);
    vi.advanceTimersByTime(60);
    expect(codes).toEqual(['một']);
    serial.opened[0]?.say('hai\rba\r');
    expect(codes).toEqual(['một', 'hai', 'ba']);
  });

  it('are closed when they are used no more', async () => {
    const { serial, scanners, conditions } = await start();
    await scanners.use(id, true);
    await scanners.use(id, false);
    expect([serial.opened[0]?.closed, conditions()]).toEqual([true, ['off']]);
    await scanners.refresh();
    expect(serial.opened).toHaveLength(1);
  });

  it.each([
    ['Error Resource temporarily unavailable Cannot lock port', 'device.taken'],
    ['Error: Permission denied, cannot open /dev/ttyACM0', 'device.denied'],
  ])('that cannot be opened say why: %s', async (message, code) => {
    const { serial, scanners, conditions } = await start();
    serial.refuse(new Error(message));
    await scanners.use(id, true);
    expect(conditions()).toEqual([code]);
    serial.refuse(null);
    await scanners.refresh();
    expect(conditions()).toEqual(['ready']);
  });

  it('that are pulled in the middle of a code give none of it', async () => {
    const { serial, scanners, codes, conditions } = await start();
    await scanners.use(id, true);
    serial.opened[0]?.say('nửa');
    serial.opened[0]?.end();
    vi.advanceTimersByTime(1000);
    expect([codes, conditions()]).toEqual([[], ['device.gone']]);
    serial.plug();
    await scanners.refresh();
    expect(conditions()).toEqual([]);
    serial.plug(usbPort('/dev/ttyACM1'));
    await scanners.refresh();
    expect(conditions()).toEqual(['off']);
  });
});

describe('a serial device that is no scanner', () => {
  it('cannot flood the desk, neither with codes nor with news of itself', async () => {
    const { serial, scanners, codes, conditions } = await start();
    await scanners.use(id, true);
    const told = vi.fn();
    scanners.onChange(told);
    serial.opened[0]?.say('rác\r'.repeat(5000));
    expect([codes.length, conditions()]).toEqual([20, ['scanner.unreadable']]);
    expect(told).toHaveBeenCalledTimes(1);
  });
});
