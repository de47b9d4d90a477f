import { randomBytes } from 'node:crypto';
import type { Report } from '#contract/rpc.ts';

/** Writes one line per incident and returns its id. The error's message is left out: it may carry what an officer typed or a chip said. */
export function incidentLog(write: (line: string) => void): Report {
  return ({ where, error }) => {
    const id = randomBytes(3).toString('hex');
    const name = error instanceof Error ? error.name : typeof error;
    const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
    write(`${[`incident ${id} in ${where}: ${name}`, ...frames.slice(0, 8)].join('\n')}\n`);
    return id;
  };
}
