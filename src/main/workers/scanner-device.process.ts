import { createHidScanners } from '#devices/barcode/hid-scanner.ts';
import { createSerialScanners } from '#devices/barcode/serial-scanner.ts';
import { hostPort } from './process-port.ts';
import { reportOnStandardError } from './report.ts';
import { serveScanner } from './serve-scanner.ts';

serveScanner(hostPort(), {
  sources: [createHidScanners(), createSerialScanners()],
  scan: null,
  report: reportOnStandardError,
});
