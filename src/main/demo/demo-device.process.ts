import { randomBytes } from 'node:crypto';
import { createDemoReader } from '#fixtures/virtual-card/demo-reader.ts';
import { hostPort } from '#workers/process-port.ts';
import { reportOnStandardError } from '#workers/report.ts';
import { serveDevice } from '#workers/serve-device.ts';
import { serveDemo } from './serve-demo.ts';

const reader = createDemoReader();

serveDevice(hostPort(), {
  source: reader,
  random: (length) => Uint8Array.from(randomBytes(length)),
  demo: serveDemo(reader),
  report: reportOnStandardError,
});
