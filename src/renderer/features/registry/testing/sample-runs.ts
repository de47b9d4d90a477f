import type { Run } from '../use-runs.ts';

/** A finished import of a made-up file, for the window's tests. */
export function sampleRun(parts: Partial<Run> = {}): Run {
  return {
    id: 7,
    file: 'dan-cu-mau.ndjson',
    format: 'ndjson',
    size: 81_000_000,
    byteOffset: 81_000_000,
    line: 200_000,
    added: 199_000,
    changed: 700,
    unchanged: 280,
    setAside: 20,
    beganAt: '2026-11-22T11:00:00Z',
    endedAt: '2026-11-22T11:01:00Z',
    reasons: { birthUnreadable: 3, numberMissing: 17 },
    ...parts,
  };
}
