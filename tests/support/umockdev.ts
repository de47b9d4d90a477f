import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = '/usr/bin/umockdev-run';

/** Why tests over device nodes made of software cannot run here, or null when they can. */
export function umockdevMissing(): string | null {
  if (process.platform !== 'linux') return 'the tests of device nodes need Linux';
  return existsSync(program) ? null : 'umockdev is not installed (apt-get install umockdev)';
}

/** Where the kernel would list the scanner's node. */
const node = 'hidraw0';

/** A hidraw node as the kernel would show it. */
export type HidrawDevice = {
  readonly vendorId: number;
  readonly productId: number;
  readonly serial: string;
  readonly manufacturer: string;
  readonly product: string;
  readonly descriptor: Uint8Array;
  /** What the device sends, each report so many milliseconds after the one before. */
  readonly reports: readonly { readonly afterMs: number; readonly bytes: Uint8Array }[];
};

/** A program that sees the device and nothing else of this machine's devices. */
export type MockedProgram = {
  /** Hears every line it writes, also those from before. */
  onLine(hear: (line: string) => void): void;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
};

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** The device, its HID and USB parents, in the words of umockdev (P: path, N: node, E: property, A: attribute, H: the same in hexadecimal, L: link). */
function tree({ vendorId, productId, serial, manufacturer, product, descriptor }: HidrawDevice): string {
  const usb = '/devices/pci0000:00/0000:00:14.0/usb1/1-2';
  const hid = `0003:${hex(vendorId, 4)}:${hex(productId, 4)}.0001`.toUpperCase();
  const upper = (value: number) => hex(value, 8).toUpperCase();
  const blocks = [
    [
      `P: ${usb}/1-2:1.0/${hid}/hidraw/${node}`,
      ...[`N: ${node}`, `E: DEVNAME=/dev/${node}`, 'E: MAJOR=240', 'E: MINOR=0', 'E: SUBSYSTEM=hidraw'],
      ...['A: dev=240:0', `L: device=../../../${hid}`],
    ],
    [
      `P: ${usb}/1-2:1.0/${hid}`,
      ...['E: SUBSYSTEM=hid', `E: HID_ID=0003:${upper(vendorId)}:${upper(productId)}`, `E: HID_NAME=${product}`],
      ...[`E: HID_UNIQ=${serial}`, 'E: HID_PHYS=usb-0000:00:14.0-2/input0'],
      `H: report_descriptor=${Buffer.from(descriptor).toString('hex').toUpperCase()}`,
    ],
    [
      `P: ${usb}/1-2:1.0`,
      ...['E: SUBSYSTEM=usb', 'E: DEVTYPE=usb_interface', 'E: INTERFACE=3/0/0'],
      ...['A: bInterfaceNumber=00', 'A: bInterfaceClass=03'],
    ],
    [
      `P: ${usb}`,
      ...['E: SUBSYSTEM=usb', 'E: DEVTYPE=usb_device', `E: PRODUCT=${hex(vendorId, 1)}/${hex(productId, 1)}/100`],
      ...[`A: idVendor=${hex(vendorId, 4)}`, `A: idProduct=${hex(productId, 4)}`, 'A: bcdDevice=0100'],
      ...[`A: manufacturer=${manufacturer}`, `A: product=${product}`, `A: serial=${serial}`],
    ],
  ];
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** Answers to what hidapi asks of a node: size of its descriptor, the descriptor, bus and numbers (linux/hidraw.h). */
function ioctls({ vendorId, productId, descriptor }: HidrawDevice): string {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(descriptor.length);
  const padded = Buffer.concat([size, descriptor, Buffer.alloc(4096 - descriptor.length)]);
  const info = Buffer.alloc(8);
  info.writeUInt32LE(3);
  info.writeUInt16LE(vendorId, 4);
  info.writeUInt16LE(productId, 6);
  const line = (name: string, bytes: Buffer) => `${name} 0 ${bytes.toString('hex').toUpperCase()}\n`;
  return [
    `@DEV /dev/${node}\n`,
    line('HIDIOCGRDESCSIZE', size),
    line('HIDIOCGRDESC', padded),
    line('HIDIOCGRAWINFO', info),
  ].join('');
}

/** Lines of a script: control bytes are `^` and the byte plus 64, `^` itself is `` ^` ``. */
function script({ reports }: HidrawDevice): Buffer {
  const escaped = (byte: number) => (byte < 32 ? [94, byte + 64] : byte === 94 ? [94, 96] : [byte]);
  return Buffer.concat(
    reports.map(({ afterMs, bytes }) =>
      Buffer.concat([Buffer.from(`r ${afterMs} `), Buffer.from([...bytes].flatMap(escaped)), Buffer.from('\n')]),
    ),
  );
}

/** Runs a source file under Node where the only device is this one. Its first line must be the value of `UMOCKDEV_DIR`. */
export async function runWithDevice(device: HidrawDevice, file: string): Promise<MockedProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'truc-ban-device-'));
  const path = (name: string) => join(folder, name);
  await writeFile(path('tree'), tree(device));
  await writeFile(path('ioctl'), ioctls(device));
  await writeFile(path('script'), script(device));
  const child = spawn(
    program,
    [
      ...['--device', path('tree'), '--ioctl', `/dev/${node}=${path('ioctl')}`],
      ...['--script', `/dev/${node}=${path('script')}`, '--', process.execPath, file],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const { onLine, first } = linesOf(child);
  const root = await first;
  const [listed, aside] = [join(root, 'sys/class/hidraw', node), join(root, 'sys/class', `${node}.unplugged`)];
  return {
    onLine,
    unplug: () => rename(listed, aside),
    plug: () => rename(aside, listed),
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.stdin?.end();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function linesOf(child: ChildProcess) {
  const { stdout } = child;
  if (stdout === null) throw new Error('the program has no output');
  const lines: string[] = [];
  const hearers: ((line: string) => void)[] = [];
  const { promise: first, resolve, reject } = Promise.withResolvers<string>();
  child.once('exit', (code) => reject(new Error(`umockdev-run ended with ${code} before the program spoke`)));
  createInterface({ input: stdout }).on('line', (line) => {
    resolve(line);
    lines.push(line);
    for (const hear of hearers) hear(line);
  });
  const onLine = (hear: (line: string) => void) => {
    for (const line of lines) hear(line);
    hearers.push(hear);
  };
  return { onLine, first };
}
