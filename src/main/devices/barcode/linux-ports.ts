import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SerialInfo } from './serial-binding.ts';

/** How many folders above a port its USB device is at most: port, driver, interface, device. */
const levels = 5;

/**
 * The serial ports of USB devices, as the kernel lists them. Ports on the board are left out: every machine has several with
 * nothing behind them. Reading folders costs nothing; the library's own list starts a program each time.
 */
export async function listLinuxPorts(system = '/sys/class/tty'): Promise<readonly SerialInfo[]> {
  const names = await readdir(system).catch(() => []);
  const ports = names.filter((name) => /^tty(ACM|USB|XRUSB)\d+$/.test(name));
  return Promise.all(ports.map((name) => describe(join(system, name), `/dev/${name}`)));
}

async function describe(port: string, path: string): Promise<SerialInfo> {
  let folder = await realpath(join(port, 'device')).catch(() => null);
  for (let level = 0; folder !== null && level < levels; level += 1) {
    const vendorId = await attribute(folder, 'idVendor');
    if (vendorId !== undefined) {
      const of = folder;
      const [productId, serialNumber, manufacturer, product] = await Promise.all(
        ['idProduct', 'serial', 'manufacturer', 'product'].map((name) => attribute(of, name)),
      );
      return { path, vendorId, productId, serialNumber, manufacturer, product };
    }
    folder = dirname(folder);
  }
  return { path };
}

async function attribute(folder: string, name: string): Promise<string | undefined> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  return text?.trim();
}
