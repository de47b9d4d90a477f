import type { Fault } from '#fixtures/upstream/faults.ts';

/** What the upstream is told to do wrong, one of them at a time. */
export const chaosFaults: readonly Fault[] = [
  { is: 'dropAnswer', on: 'finalise', times: 1 },
  { is: 'dropAnswer', on: 'finalise', times: 2 },
  { is: 'dropAnswer', on: 'announce', times: 1 },
  { is: 'dropAnswer', on: 'any', times: 1 },
  { is: 'answer', on: 'any', times: 1, status: 500 },
  { is: 'answer', on: 'finalise', times: 2, status: 502 },
  { is: 'answer', on: 'upload', times: 2, status: 503 },
  { is: 'answer', on: 'announce', times: 1, status: 429, retryAfter: 1 },
  { is: 'delay', on: 'any', times: 2, ms: 120 },
  { is: 'delay', on: 'finalise', times: 1, ms: 400 },
  { is: 'cutUpload', on: 'upload', times: 1, afterBytes: 3000 },
  { is: 'cutUpload', on: 'upload', times: 1, afterBytes: 1 },
];
