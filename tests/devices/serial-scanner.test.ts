import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScannerSource } from '#ports/barcode-scanner.ts';
import { loadSerialport } from '../../src/main/devices/barcode/serial-binding.ts';
import { createSerialScanners } from '../../src/main/devices/barcode/serial-scanner.ts';

const python = '/usr/bin/python3';
const missing = existsSync(python) ? null : 'python3 is not installed (apt-get install python3)';
if (missing !== null) process.stderr.write(`Tests of serial ports are skipped: ${missing}\n`);

/** Opens a pair of terminals, names one, writes to the other what it is given (a line of hexadecimal each), and ends with its input. */
const terminal = `
import os, pty, sys, tty
near, far = pty.openpty()
tty.setraw(far)
print(os.ttyname(far), flush=True)
os.close(far)
for line in sys.stdin:
    os.write(near, bytes.fromhex(line))
`;

let child: ChildProcess | null = null;
let source: ScannerSource | null = null;
afterEach(async () => {
  await source?.close();
  child?.kill('SIGKILL');
});

/** A port with a scanner at its other end. */
async function openTerminal() {
  const running = spawn(python, ['-c', terminal], { stdio: ['pipe', 'pipe', 'inherit'] });
  child = running;
  const path = await new Promise<string>((resolve) => createInterface(running.stdout).once('line', resolve));
  return {
    path,
    scan: (text: string) => void running.stdin.write(`${Buffer.from(text).toString('hex')}\n`),
    pull: () => void running.stdin.end(),
  };
}

async function start() {
  const port = await openTerminal();
  let listed = true;
  const binding = loadSerialport();
  const list = async () => (listed ? [{ path: port.path, vendorId: '05e0', productId: '1701' }] : []);
  const scanners = createSerialScanners(() => ({ ...binding, list }), {
    pollMs: 0,
    retryMs: 5000,
    now: () => performance.now(),
  });
  source = scanners;
  const codes: string[] = [];
  scanners.onScan(({ bytes }) => codes.push(new TextDecoder().decode(bytes)));
  const conditions = () =>
    scanners.scanners().map(({ condition }) => (condition.is === 'failed' ? condition.failure.code : condition.is));
  await scanners.refresh();
  const unlist = () => {
    listed = false;
    return scanners.refresh();
  };
  return { port, scanners, codes, conditions, unlist };
}

const id = 'serial:05e0:1701';

describe.skipIf(missing !== null)('a serial scanner on a real terminal', () => {
  it('is off until it is used, and then read byte for byte', async () => {
    const { port, scanners, codes, conditions } = await start();
    expect(conditions()).toEqual(['off']);
    await scanners.use(id, true);
    expect(conditions()).toEqual(['ready']);
    port.scan('no line end');
    await expect.poll(() => codes).toEqual(['no line end']);
    port.scan('001304999901||Đặng Thị Mẫu Hòa|14022004\r\n');
    await expect.poll(() => codes.at(-1)).toBe('001304999901||Đặng Thị Mẫu Hòa|14022004');
  });

  it('pulled in the middle of a code gives none of it', async () => {
    const { port, scanners, codes, conditions, unlist } = await start();
    await scanners.use(id, true);
    port.scan('whole\rhal');
    await expect.poll(() => codes).toEqual(['whole']);
    port.pull();
    await expect.poll(conditions).toEqual(['device.gone']);
    await unlist();
    expect([conditions(), codes]).toEqual([[], ['whole']]);
  });

  it('that another program holds is taken until it lets go', async () => {
    const { port, scanners, conditions } = await start();
    const other = await loadSerialport().open(port.path, 9600);
    await scanners.use(id, true);
    expect(conditions()).toEqual(['device.taken']);
    await other.close();
    await scanners.refresh();
    expect(conditions()).toEqual(['ready']);
  });
});
