import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { Scanner } from '#contract/scanner.ts';
import { createCodeFlood } from './code-flood.ts';
import type { DeviceEvents, PluggedDevice, ScannerDriver } from './scanner-driver.ts';

/** One device that is plugged in, from its first look to its last. */
export type PluggedScanner = {
  readonly device: PluggedDevice;
  condition(): Scanner['condition'];
  /** Whether it should be open, and is not: never tried, or failed long enough ago (or `now`). */
  isDue(now: boolean): boolean;
  /** Says whether it should be open. */
  want(wanted: boolean): void;
  open(): Promise<void>;
  /** Lets go of it; it is off from then on. */
  close(): Promise<void>;
};

export type PluggedSurroundings = {
  readonly driver: ScannerDriver;
  readonly now: () => number;
  /** Milliseconds until a device that failed is tried again by itself. */
  readonly retryMs: number;
  readonly changed: () => void;
  readonly heard: (device: PluggedDevice, bytes: Uint8Array) => void;
};

const off = { is: 'off' } as const;
const ready = { is: 'ready' } as const;

/** Knows a device that was just plugged in; nothing is opened yet. */
export function knowScanner(device: PluggedDevice, surroundings: PluggedSurroundings): PluggedScanner {
  const { driver, now, retryMs, changed, heard } = surroundings;
  let condition: Scanner['condition'] = off;
  let wanted = driver.byItself;
  let failedAt = 0;
  /** What was opened last: an older one is heard no more. */
  let current: object | null = null;
  let release: (() => Promise<void>) | null = null;

  const become = (next: Scanner['condition']) => {
    const news = wordOf(next) !== wordOf(condition);
    condition = next;
    if (news) changed();
  };
  const letGo = async () => {
    const closing = release;
    current = null;
    release = null;
    // A device that is gone cannot be closed in good order.
    await closing?.().catch(() => undefined);
  };
  const fail = (why: Failure) => {
    void letGo();
    failedAt = now();
    become({ is: 'failed', failure: why });
  };
  const listen = (mine: object) =>
    heardWhile(() => current === mine, {
      code(bytes) {
        if (condition.is !== 'ready') become(ready);
        heard(device, bytes);
      },
      unreadable: () => become({ is: 'failed', failure: failure('scanner.unreadable') }),
      broke: fail,
      now,
    });
  return {
    device,
    condition: () => condition,
    isDue(atOnce) {
      if (!wanted || release !== null) return false;
      return condition.is === 'off' || (condition.is === 'failed' && (atOnce || now() - failedAt >= retryMs));
    },
    want(next) {
      wanted = next || driver.byItself;
    },
    async open() {
      const mine = {};
      current = mine;
      become({ is: 'starting' });
      try {
        const close = await driver.open(device, listen(mine));
        if (current !== mine) return void (await close().catch(() => undefined));
        release = close;
        become(ready);
      } catch (error) {
        if (current === mine) fail(failureOf(error));
      }
    },
    async close() {
      await letGo();
      become(off);
    },
  };
}

/** What can be told apart of a condition: a device that sends rubbish without end is said once to do so. */
const wordOf = (condition: Scanner['condition']) => (condition.is === 'failed' ? condition.failure.code : condition.is);

/** Events of a device as long as they count, and codes no faster than anybody scans. */
function heardWhile(counts: () => boolean, events: DeviceEvents & { readonly now: () => number }): DeviceEvents {
  const flood = createCodeFlood();
  return {
    code(bytes) {
      if (!counts()) return;
      if (flood(events.now())) events.unreadable();
      else events.code(bytes);
    },
    unreadable: () => counts() && events.unreadable(),
    broke: (why) => counts() && events.broke(why),
  };
}

/** Why a device or its driver failed; what nobody expected is `device.broken`. */
export function failureOf(error: unknown): Failure {
  return error instanceof FailureError ? error.failure : failure('device.broken');
}
