import { describe, expect, it } from 'vitest';
import { dossierIdSchema } from '#contract/dossier.ts';
import { createDossierIds } from './dossier-ids.ts';

const idsAt = (times: readonly string[], byte = 0xff) => {
  let turn = 0;
  const now = () => new Date(times[Math.min(turn++, times.length - 1)] ?? '');
  return createDossierIds({ clock: { now }, random: (length) => new Uint8Array(length).fill(byte) });
};

describe('numbers of dossiers', () => {
  it('are UUIDs of version 7 that begin with their millisecond', () => {
    const ids = idsAt(['2022-02-22T19:22:22.000Z'], 0);
    // The time of the example in RFC 9562, appendix A.6.
    expect(ids()).toBe('017f22e2-79b0-7000-8000-000000000000');
    expect(dossierIdSchema.safeParse(idsAt(['2026-11-22T08:00:00.000Z'])()).success).toBe(true);
  });

  it('grow within a millisecond, past the end of its counter, and when the clock is put back', () => {
    const ids = idsAt(['2026-11-22T08:00:00.001Z', '2026-11-22T08:00:00.001Z', '2026-11-22T07:00:00.000Z']);
    const made = Array.from({ length: 5000 }, () => ids());
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((id) => dossierIdSchema.safeParse(id).success)).toBe(true);
  });
});
