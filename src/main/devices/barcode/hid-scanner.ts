import { FailureError, failure } from '#contract/failures.ts';
import type { ScannerSource } from '#ports/barcode-scanner.ts';
import { type HidBinding, type HidHandle, type HidInfo, loadNodeHid } from './hid-binding.ts';
import { createHidCodeReader } from './hid-code.ts';
import { openFailure } from './open-failure.ts';
import { followPlugged, type PluggedOptions } from './plugged-scanners.ts';
import type { DeviceEvents, PluggedDevice, ScannerDriver } from './scanner-driver.ts';
import { usb } from './usb-name.ts';

/** Barcode scanners in HID point-of-sale mode (HID POS Usage Tables 1.02). */
const barcodePage = 0x8c;

/** Honeywell's scanners stay silent in this mode until they are told that somebody listens (as a public library of theirs for the Voyager 1400g does). */
const honeywell = 0x0c2e;
const listening = [0xfe, 1];

const usual: PluggedOptions = { pollMs: 1000, retryMs: 5000, now: () => performance.now() };

/** Every barcode scanner in HID point-of-sale mode; each is opened as soon as it is plugged in. */
export function createHidScanners(
  load: () => HidBinding = loadNodeHid,
  options: PluggedOptions = usual,
): ScannerSource {
  let binding: HidBinding | null = null;
  const loaded = () => {
    binding ??= load();
    return binding;
  };
  const vendors = new Map<string, number>();
  const driver: ScannerDriver = {
    via: 'hid',
    byItself: true,
    async list() {
      const scanners = (await loaded().list()).filter(({ usagePage }) => usagePage === barcodePage);
      // A device with several such collections is listed once for each, on the same path.
      const paths = new Map(scanners.flatMap((info) => (info.path === undefined ? [] : [[info.path, info]])));
      for (const [path, { vendorId }] of paths) vendors.set(path, vendorId);
      return [...paths].map(([path, info]) => ({ ...nameOf(info), path }));
    },
    async open({ path }, events) {
      const handle = await open(loaded(), path);
      if (vendors.get(path) === honeywell) await handle.sendFeatureReport(listening).catch(() => undefined);
      return listen(handle, events, options.now);
    },
  };
  return followPlugged(driver, options);
}

async function open(binding: HidBinding, path: string): Promise<HidHandle> {
  try {
    return await binding.open(path);
  } catch (error) {
    throw new FailureError(openFailure(error, process.platform), error);
  }
}

function nameOf({ vendorId, productId, serialNumber, manufacturer, product }: HidInfo): Omit<PluggedDevice, 'path'> {
  return usb('hid', { vendorId, productId, serialNumber, manufacturer, product });
}

function listen(handle: HidHandle, events: DeviceEvents, now: () => number): () => Promise<void> {
  const reader = createHidCodeReader();
  handle.on('error', () => events.broke(failure('device.gone')));
  handle.on('data', (report) => {
    const step = reader.take(report, now());
    if (step.is === 'code') events.code(step.bytes);
    if (step.is === 'unreadable') events.unreadable();
  });
  return () => handle.close();
}
