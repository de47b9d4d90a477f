import type { Failure } from '#contract/failures.ts';
import type { Scanner } from '#contract/scanner.ts';

/** A device as the system lists it. */
export type PluggedDevice = {
  /** Stays the same when it is plugged in again; of two alike the second one's gets a number. */
  readonly id: string;
  readonly name: string;
  /** Where it is opened; another one each time it is plugged in, perhaps. */
  readonly path: string;
};

/** What an open device says. */
export type DeviceEvents = {
  readonly code: (bytes: Uint8Array) => void;
  /** It sent what is no code. */
  readonly unreadable: () => void;
  /** It is of no use any more: unplugged, or broken. */
  readonly broke: (why: Failure) => void;
};

/** A way to drive scanners. */
export type ScannerDriver = {
  readonly via: Scanner['via'];
  /** Whether a device is used without being chosen. */
  readonly byItself: boolean;
  /** @throws FailureError `device.driver` */
  list(): Promise<readonly PluggedDevice[]>;
  /** Opens a device; returns the way to close it. @throws FailureError `device.taken`, `device.denied`, `device.gone`, `device.broken` */
  open(device: PluggedDevice, events: DeviceEvents): Promise<() => Promise<void>>;
};
