import { afterEach, describe, expect, it } from 'vitest';
import type { Port } from '#contract/rpc.ts';
import type { Scanners } from '#contract/scanner.ts';
import type { ChildHandle } from './process-port.ts';
import { linkScanners, type ScannerLink } from './scanner-link.ts';
import { serveScanner } from './serve-scanner.ts';
import { FakeSource } from './testing/fake-scanner-source.ts';

let link: ScannerLink | null = null;
afterEach(() => link?.close());

type Child = { readonly handle: ChildHandle; readonly source: FakeSource; killed: number };

/** A scanner process in this thread: a fake source behind the real serving side. */
function startChild(): Child {
  const ends = [0, 1].map(() => ({ hear: (_: unknown): void => undefined, closed: [] as (() => void)[] }));
  const [host, process] = ends;
  if (host === undefined || process === undefined) throw new Error('two ends');
  const port = (mine: typeof host, other: typeof host): Port => ({
    send: (message) => queueMicrotask(() => other.hear(structuredClone(message))),
    onMessage: (hear) => {
      mine.hear = hear;
    },
    onClose: (hear) => void mine.closed.push(() => hear()),
  });
  const source = new FakeSource();
  const child: Child = {
    source,
    killed: 0,
    handle: {
      pid: 1,
      port: port(host, process),
      kill() {
        child.killed += 1;
        if (child.killed === 1) for (const { closed } of ends) for (const hear of closed) hear();
      },
    },
  };
  serveScanner(port(process, host), { sources: [source], scan: null, report: () => 'bug' });
  return child;
}

async function start() {
  const children: Child[] = [];
  const scanners = linkScanners({
    id: 'usb',
    spawn() {
      const child = startChild();
      children.push(child);
      return child.handle;
    },
    backOff: { firstMs: 5, mostMs: 5 },
    silenceMs: 4000,
  });
  link = scanners;
  const states: string[] = [];
  scanners.onChange(() => states.push(scanners.state().state));
  await expect.poll(() => scanners.state().state).toBe('running');
  const newest = () => {
    const child = children.at(-1);
    if (child === undefined) throw new Error('nothing was started');
    return child;
  };
  return { scanners, children, states, newest };
}

const scanner: Scanners['scanners'][number] = {
  ...{ id: 'serial:1', name: 'MẪU', simulated: false, via: 'serial' },
  condition: { is: 'off' },
};

describe('the link to a scanner process', () => {
  it('shows its scanners, hands on its codes and asks it to use a port', async () => {
    const { scanners, newest } = await start();
    const { source } = newest();
    const codes: string[] = [];
    const stop = scanners.onScan(({ bytes }) => codes.push(new TextDecoder().decode(bytes)));
    source.show(scanner);
    await expect.poll(() => scanners.scanners()).toEqual([scanner]);
    await scanners.use('serial:1', true);
    await scanners.refresh();
    expect(source.asked).toEqual(['use serial:1 true', 'refresh']);
    source.scan('serial:1', 'mã');
    await expect.poll(() => codes).toEqual(['mã']);
    stop();
    source.scan('serial:1', 'hai');
    await scanners.call('device.ping');
    expect(codes).toEqual(['mã']);
  });

  it('refuses a port nobody knows, and a made-up person where none is', async () => {
    const { scanners } = await start();
    await expect(scanners.use('serial:9', true)).rejects.toMatchObject({ failure: { code: 'device.unknown' } });
    await expect(scanners.call('demo.scan', { personId: 'F01' })).rejects.toMatchObject({
      failure: { code: 'demo.unknownPerson' },
    });
  });

  it('says that the process is gone, starts another and forgets the scanners of the first', async () => {
    const { scanners, children, states, newest } = await start();
    newest().source.show(scanner);
    await expect.poll(() => scanners.scanners()).toHaveLength(1);
    newest().handle.kill();
    expect(scanners.state()).toMatchObject({ state: 'failed', failure: { code: 'device.stopped' } });
    expect(scanners.scanners()).toEqual([]);
    await expect(scanners.refresh()).rejects.toMatchObject({ failure: { code: 'device.stopped' } });
    await expect.poll(() => scanners.state().state).toBe('running');
    expect([children.length, states.slice(-3)]).toEqual([2, ['failed', 'starting', 'running']]);
    const codes: unknown[] = [];
    scanners.onScan((code) => codes.push(code));
    children[0]?.source.scan('serial:1', 'of the dead');
    await scanners.call('device.ping');
    expect(codes).toEqual([]);
  });

  it('ends the process once it is closed, and starts none', async () => {
    const { scanners, children, newest } = await start();
    await scanners.close();
    expect(newest().killed).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(children).toHaveLength(1);
  });
});
