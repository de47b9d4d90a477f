import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listLinuxPorts } from './linux-ports.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-ports-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('lists the ports of USB devices with what the device says of itself, and none of the board', async () => {
  const usb = join(folder, 'usb1', '1-2');
  const node = join(usb, '1-2:1.0');
  mkdirSync(node, { recursive: true });
  const facts = { idVendor: '05e0', idProduct: '1701', manufacturer: 'MẪU', product: 'Máy quét COM' };
  for (const [name, value] of Object.entries(facts)) writeFileSync(join(usb, name), `${value}\n`);
  for (const name of ['ttyACM0', 'ttyUSB3', 'ttyS0', 'tty1']) mkdirSync(join(folder, 'tty', name), { recursive: true });
  symlinkSync(node, join(folder, 'tty', 'ttyACM0', 'device'));
  expect(await listLinuxPorts(join(folder, 'tty'))).toEqual([
    { path: '/dev/ttyACM0', vendorId: '05e0', productId: '1701', manufacturer: 'MẪU', product: 'Máy quét COM' },
    { path: '/dev/ttyUSB3' },
  ]);
  expect(await listLinuxPorts(join(folder, 'nowhere'))).toEqual([]);
});
