import { createRequire } from 'node:module';
import { FailureError, failure } from '#contract/failures.ts';

/** A HID device as `node-hid` lists it: the part of it that this desk uses. */
export type HidInfo = {
  readonly vendorId: number;
  readonly productId: number;
  readonly path?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly product?: string | undefined;
  readonly usagePage?: number | undefined;
};

/** An open HID device. */
export type HidHandle = {
  on(event: 'data', hear: (report: Uint8Array) => void): unknown;
  on(event: 'error', hear: (error: unknown) => void): unknown;
  sendFeatureReport(data: number[]): Promise<number>;
  close(): Promise<void>;
};

export type HidBinding = {
  list(): Promise<readonly HidInfo[]>;
  open(path: string): Promise<HidHandle>;
};

/** Loads `node-hid`. @throws FailureError `device.driver` when it does not load here */
export function loadNodeHid(): HidBinding {
  try {
    const hid: typeof import('node-hid') = createRequire(import.meta.url)('node-hid');
    // Asking once loads the addon, which is when it may fail.
    hid.getHidapiVersion();
    return { list: () => hid.devicesAsync(), open: (path) => hid.HIDAsync.open(path) };
  } catch (cause) {
    throw new FailureError(failure('device.driver'), cause);
  }
}
