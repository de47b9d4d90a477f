import { randomBytes } from 'node:crypto';
import { createPcscSource } from '#devices/pcsc/pcsc-source.ts';
import { loadPcsclite } from '#devices/pcsc/pcsclite-binding.ts';
import { hostPort } from './process-port.ts';
import { reportOnStandardError } from './report.ts';
import { serveDevice } from './serve-device.ts';

const source = createPcscSource({ load: loadPcsclite, retryMs: 1000, platform: process.platform });

serveDevice(hostPort(), {
  source,
  random: (length) => Uint8Array.from(randomBytes(length)),
  demo: null,
  report: reportOnStandardError,
});
