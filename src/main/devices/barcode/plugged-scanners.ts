import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { ScannedCode, Scanner } from '#contract/scanner.ts';
import type { ScannerSource } from '#ports/barcode-scanner.ts';
import { failureOf, knowScanner, type PluggedScanner, type PluggedSurroundings } from './plugged-scanner.ts';
import type { PluggedDevice, ScannerDriver } from './scanner-driver.ts';

export type PluggedOptions = {
  /** Milliseconds between two looks at what is plugged in; 0: only when asked. */
  readonly pollMs: number;
  /** Milliseconds until a device that failed is tried again by itself. */
  readonly retryMs: number;
  readonly now: () => number;
};

/** Follows what is plugged in: opens, listens, closes and tries again. */
export function followPlugged(driver: ScannerDriver, options: PluggedOptions): ScannerSource {
  const listeners = new Set<() => void>();
  const hearers = new Set<(code: ScannedCode) => void>();
  const list = pluggedList({
    ...options,
    driver,
    changed() {
      for (const listener of [...listeners]) listener();
    },
    heard(device, bytes) {
      for (const hear of [...hearers]) hear({ scanner: device.id, bytes });
    },
  });
  const looks = inTurn(list.look);
  let timer: NodeJS.Timeout | undefined;
  const poll = async () => {
    await looks.next(false);
    if (!looks.ended() && options.pollMs > 0) timer = setTimeout(() => void poll(), options.pollMs);
  };
  void poll();
  return {
    state: () => (list.listed() ? { state: 'running' } : { state: 'starting' }),
    scanners: list.scanners,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onScan(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    async use(id, use) {
      const scanner = list.scannerOf(id);
      scanner.want(use);
      if (use) await (await looks.next(true)).done;
      else if (!driver.byItself) await scanner.close();
    },
    refresh: async () => (await looks.next(true)).done,
    async close() {
      looks.end();
      clearTimeout(timer);
      listeners.clear();
      await list.close();
    },
  };
}

/** What a look set going. A device that takes its time to open or close does not keep the next look waiting. */
type Look = { readonly done: Promise<void> };

const nothing: Look = { done: Promise.resolve() };

/** What is plugged in, as it was at the last look. */
function pluggedList(surroundings: PluggedSurroundings) {
  const { driver, changed } = surroundings;
  const scanners = new Map<string, PluggedScanner>();
  let driverFailure: Failure | null = null;
  let listed = false;
  return {
    listed: () => listed,
    scanners: (): readonly Scanner[] => [
      ...(driverFailure === null ? [] : [driverGone(driver.via, driverFailure)]),
      ...[...scanners.values()].map((each) => scannerOf(each, driver.via)),
    ],
    scannerOf(id: string): PluggedScanner {
      const found = scanners.get(id);
      if (found === undefined) throw new FailureError(failure('device.unknown'));
      return found;
    },
    /** Looks anew; `retryNow`: what failed is tried again at once. */
    async look(retryNow: boolean, ended: () => boolean): Promise<Look> {
      const found = await listOf(driver);
      if (ended()) return nothing;
      const there = new Map(found.devices.map((device) => [device.id, device]));
      const left = [...scanners.values()].filter(({ device }) => there.get(device.id)?.path !== device.path);
      for (const { device } of left) scanners.delete(device.id);
      const come = found.devices.filter(({ id }) => !scanners.has(id));
      for (const device of come) scanners.set(device.id, knowScanner(device, surroundings));
      const news = !listed || found.failure?.code !== driverFailure?.code || left.length + come.length > 0;
      listed = true;
      driverFailure = found.failure;
      if (news) changed();
      const due = [...scanners.values()].filter((each) => each.isDue(retryNow));
      const work = [...left.map((each) => each.close()), ...due.map((each) => each.open())];
      return { done: Promise.all(work).then(() => undefined) };
    },
    close: async () => void (await Promise.all([...scanners.values()].map((each) => each.close()))),
  };
}

/** One look at a time, in the order they were asked for. */
function inTurn(look: (retryNow: boolean, ended: () => boolean) => Promise<Look>) {
  let last: Promise<Look> = Promise.resolve(nothing);
  let over = false;
  const ended = () => over;
  return {
    next(retryNow: boolean): Promise<Look> {
      last = last.then(() => (over ? nothing : look(retryNow, ended)));
      return last;
    },
    ended,
    end() {
      over = true;
    },
  };
}

function scannerOf({ device: { id, name }, condition }: PluggedScanner, via: Scanner['via']): Scanner {
  return { id, name, simulated: false, via, condition: condition() };
}

/** What stands in the list while a driver cannot work at all. */
function driverGone(via: Scanner['via'], why: Failure): Scanner {
  const name = via === 'serial' ? 'COM' : 'USB HID';
  return { id: `${via}-driver`, name, simulated: false, via, condition: { is: 'failed', failure: why } };
}

async function listOf(driver: ScannerDriver) {
  try {
    return { devices: numbered(await driver.list()), failure: null };
  } catch (error) {
    return { devices: [], failure: failureOf(error) };
  }
}

/** Of devices that cannot be told apart the second and later ones get a number, in the order of their paths. */
function numbered(devices: readonly PluggedDevice[]): readonly PluggedDevice[] {
  const seen = new Map<string, number>();
  const inOrder = [...devices].sort((a, b) => (a.path < b.path ? -1 : 1));
  return inOrder.map((device) => {
    const nth = (seen.get(device.id) ?? 0) + 1;
    seen.set(device.id, nth);
    return nth === 1 ? device : { ...device, id: `${device.id}#${nth}` };
  });
}
