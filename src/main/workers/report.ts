import { randomBytes } from 'node:crypto';
import type { Report } from '#contract/rpc.ts';

/**
 * Reports bugs of a child program on its standard error and returns the id the window shows. The error's message is left
 * out: it may carry what an officer typed or a chip said.
 */
export const reportOnStandardError: Report = ({ where, error }) => {
  const incident = randomBytes(3).toString('hex');
  const name = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  process.stderr.write(`${[`incident ${incident} in ${where}: ${name}`, ...frames.slice(0, 8)].join('\n')}\n`);
  return incident;
};
