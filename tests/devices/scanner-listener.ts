import { forkProcess } from '#workers/process-port.ts';
import { linkScanners } from '#workers/scanner-link.ts';

/** The product's scanner process and its link, for a test that gives them a device: says on its output what the desk would know. */
const say = (line: unknown) => process.stdout.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);

say(process.env.UMOCKDEV_DIR ?? '');
const link = linkScanners({
  id: 'usb',
  spawn: () => forkProcess('scanner-device'),
  backOff: { firstMs: 50, mostMs: 500 },
  silenceMs: 4000,
});
link.onChange(() => say({ state: link.state().state, scanners: link.scanners(), pid: link.pid() }));
link.onScan(({ scanner, bytes }) => say({ scanner, code: new TextDecoder().decode(bytes) }));
process.stdin.on('end', () => void link.close().then(() => process.exit(0)));
process.stdin.resume();
