import { FailureError, failure } from '#contract/failures.ts';
import type { ScannerSource } from '#ports/barcode-scanner.ts';
import { createLineCodes } from './line-codes.ts';
import { openFailure } from './open-failure.ts';
import { followPlugged, type PluggedOptions } from './plugged-scanners.ts';
import type { DeviceEvents, PluggedDevice, ScannerDriver } from './scanner-driver.ts';
import { loadSerialport, type SerialBinding, type SerialHandle, type SerialInfo } from './serial-binding.ts';
import { tidy, usb } from './usb-name.ts';

/** What scanners are set to when they leave the factory. */
const baudRate = 9600;

/** A scanner that sends no line end is done with a code when nothing came for this long, in milliseconds. */
const pauseMs = 60;

const usual: PluggedOptions = { pollMs: 2000, retryMs: 5000, now: () => performance.now() };

/** Barcode scanners that are a serial port. Any port may be something else, so none is opened before it is chosen. */
export function createSerialScanners(
  load: () => SerialBinding = loadSerialport,
  options: PluggedOptions = usual,
): ScannerSource {
  let binding: SerialBinding | null = null;
  const loaded = () => {
    binding ??= load();
    return binding;
  };
  const driver: ScannerDriver = {
    via: 'serial',
    byItself: false,
    list: async () => (await loaded().list()).map((info) => ({ ...nameOf(info), path: info.path })),
    async open({ path }, events) {
      try {
        return listen(await loaded().open(path, baudRate), events, options.now);
      } catch (error) {
        throw error instanceof FailureError ? error : new FailureError(openFailure(error, process.platform), error);
      }
    },
  };
  return followPlugged(driver, options);
}

/** A port of a USB device is known by the device, any other by its path. */
function nameOf(info: SerialInfo): Omit<PluggedDevice, 'path'> {
  const { path, vendorId, productId, serialNumber, manufacturer, product } = info;
  const numbers = [vendorId, productId].map((id) => Number.parseInt(id ?? '', 16));
  const [vendor = Number.NaN, model = Number.NaN] = numbers;
  const port = tidy(path.replace(/^\/dev\//, ''));
  if (Number.isNaN(vendor) || Number.isNaN(model)) return { id: `serial:${port}`, name: port };
  const { id, name } = usb('serial', { vendorId: vendor, productId: model, serialNumber, manufacturer, product });
  return { id, name: `${name} (${port})` };
}

function listen(handle: SerialHandle, events: DeviceEvents, now: () => number): () => Promise<void> {
  const codes = createLineCodes();
  let timer: NodeJS.Timeout | undefined;
  const pause = () => {
    const code = codes.pause();
    if (code !== null) events.code(code);
  };
  const gone = () => {
    clearTimeout(timer);
    events.broke(failure('device.gone'));
  };
  handle.onData((bytes) => {
    clearTimeout(timer);
    for (const code of codes.take(bytes, now())) events.code(code);
    timer = setTimeout(pause, pauseMs);
  });
  handle.onEnd(gone);
  return () => {
    clearTimeout(timer);
    return handle.close();
  };
}
