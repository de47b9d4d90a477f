import { fileURLToPath } from 'node:url';

/** Programs of this application that run in a process of their own. */
export type ProcessEntry = 'pcsc-device' | 'scanner-device' | 'demo-device' | 'demo-upstream';

/** Programs of this application that run in a worker thread. */
export type WorkerEntry = 'verify' | 'image' | 'vision' | 'face' | 'ocr' | 'db';

const sources: Readonly<Record<ProcessEntry | WorkerEntry, string>> = {
  'pcsc-device': './pcsc-device.process.ts',
  'scanner-device': './scanner-device.process.ts',
  'demo-device': '../demo/demo-device.process.ts',
  'demo-upstream': '../demo/demo-upstream.process.ts',
  verify: './verify.worker.ts',
  image: './image.worker.ts',
  vision: './vision.worker.ts',
  face: './face.worker.ts',
  ocr: './ocr.worker.ts',
  db: './db.worker.ts',
};

/** Where the source of a program stands; Node runs it as it is. */
export function entryFile(entry: ProcessEntry | WorkerEntry): string {
  return fileURLToPath(new URL(sources[entry], import.meta.url));
}
