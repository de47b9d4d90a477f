import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { reportsOf } from '../../src/main/devices/barcode/testing/hid-reports.ts';
import { type HidrawDevice, type MockedProgram, runWithDevice, umockdevMissing } from '../support/umockdev.ts';

const missing = umockdevMissing();
if (missing !== null) process.stderr.write(`Tests of device nodes are skipped: ${missing}\n`);

const listener = fileURLToPath(new URL('scanner-listener.ts', import.meta.url));

const card = '001304999901||Đặng Thị Mẫu Hòa|14022004|Nữ|Số 1 ngõ Thử Nghiệm, Ngọc Hà, Ba Đình, Hà Nội|10052021';

/**
 * A bar code scanner (page 8C, usage 2) whose report 2 is a Scanned Data Report: byte count, symbology identifier, 56 bytes
 * of data, two of the maker's, the bit that says more follows.
 */
const descriptor = Uint8Array.from([
  0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x09, 0x12, 0xa1, 0x02, 0x85, 0x02, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08,
  0x05, 0x01, 0x09, 0x3b, 0x95, 0x01, 0x81, 0x02, 0x05, 0x8c, 0x09, 0xfb, 0x09, 0xfc, 0x09, 0xfd, 0x95, 0x03, 0x81,
  0x02, 0x09, 0xfe, 0x95, 0x38, 0x82, 0x02, 0x01, 0x06, 0x66, 0xff, 0x09, 0x04, 0x95, 0x02, 0x81, 0x02, 0x05, 0x8c,
  0x09, 0xff, 0x75, 0x01, 0x95, 0x01, 0x81, 0x02, 0x95, 0x07, 0x81, 0x03, 0xc0, 0xc0,
]); // biome-ignore format: bytes of a descriptor, line by line

const id = 'hid:05e0:1300:THU0001';

const scanner = (reports: HidrawDevice['reports']): HidrawDevice => ({
  ...{ vendorId: 0x05e0, productId: 0x1300, serial: 'THU0001', manufacturer: 'MAU', product: 'May quet THU' },
  descriptor,
  reports,
});

/** Reports that come one by one, as a scanner sends them: the mock would hand over two at once as one. */
const after = (firstMs: number, reports: readonly Uint8Array[]) =>
  reports.map((bytes, at) => ({ afterMs: at === 0 ? firstMs : 150, bytes }));

type Said = {
  readonly state?: string;
  readonly scanners?: readonly { readonly id: string; readonly name: string; readonly condition: { is: string } }[];
  readonly pid?: number;
  readonly code?: string;
};

let program: MockedProgram | null = null;
afterEach(async () => {
  await program?.stop();
  program = null;
});

async function run(device: HidrawDevice) {
  const running = await runWithDevice(device, listener);
  program = running;
  const said: Said[] = [];
  running.onLine((line) => line.startsWith('{') && said.push(JSON.parse(line)));
  const codes = () => said.flatMap(({ code }) => (code === undefined ? [] : [code]));
  const newest = () => said.filter(({ scanners }) => scanners !== undefined).at(-1);
  const conditions = () => newest()?.scanners?.map((each) => `${each.id} ${each.condition.is}`);
  const settled = { timeout: 15_000, interval: 20 };
  return { running, codes, newest, conditions, settled };
}

describe.skipIf(missing !== null)('a HID scanner on a real hidraw node', () => {
  it('is found, opened and read by the scanner process', async () => {
    const { codes, newest, conditions, settled } = await run(scanner(after(1500, reportsOf(`${card}\r`))));
    await expect.poll(conditions, settled).toEqual([`${id} ready`]);
    expect(newest()?.scanners).toMatchObject([{ name: 'MAU May quet THU', simulated: false, via: 'hid' }]);
    await expect.poll(codes, settled).toEqual([card]);
  });

  it('pulled in the middle of a code gives none of it, and works when it is plugged in again', async () => {
    const [part] = reportsOf(card);
    const reports = [...after(1500, [part ?? new Uint8Array()]), ...after(4000, reportsOf('plugged in again'))];
    const { running, codes, conditions, settled } = await run(scanner(reports));
    await expect.poll(conditions, settled).toEqual([`${id} ready`]);
    // The first part is under way or there already: either way the code is not whole.
    await running.unplug();
    await expect.poll(conditions, settled).toEqual([]);
    await running.plug();
    await expect.poll(conditions, settled).toEqual([`${id} ready`]);
    await expect.poll(codes, settled).toEqual(['plugged in again']);
  });

  it('is opened again when its process dies', async () => {
    const { codes, newest, conditions, settled } = await run(scanner(after(6000, reportsOf('after the crash'))));
    await expect.poll(conditions, settled).toEqual([`${id} ready`]);
    const pid = newest()?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => newest()?.pid !== pid && conditions()?.[0], settled).toBe(`${id} ready`);
    await expect.poll(codes, settled).toEqual(['after the crash']);
  });
});
