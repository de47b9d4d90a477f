import { describe, expect, it } from 'vitest';
import { createLog, type LogFields } from './log.ts';

describe('createLog', () => {
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line), { now: () => new Date('2026-08-01T00:00:00Z') });

  it('writes one JSON line per event', () => {
    log.note('reading.finished', { verdict: 'genuine', ms: 12 });
    expect(lines.at(-1)).toBe(
      '{"at":"2026-08-01T00:00:00.000Z","event":"reading.finished","verdict":"genuine","ms":12}',
    );
  });

  it('drops every field that is not on the list, even when a caller forces it in', () => {
    const forced = { name: 'NGUYỄN VĂN MẪU', can: '999901', mrz: 'IDVNM', code: 'card.mute' } as LogFields;
    log.note('reading.finished', forced);
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      at: '2026-08-01T00:00:00.000Z',
      event: 'reading.finished',
      code: 'card.mute',
    });
  });

  it.each([
    ['đối chiếu số 001304999901', 'đối chiếu số •••'],
    ['số 0013 0499 9901 và 999901', 'số ••• và •••'],
    ['IDVNM3049999014001304999901<<1 của đương sự', '••• của đương sự'],
    ['hồ sơ 12 ngày 05/03/2026', 'hồ sơ 12 ngày 05/03/2026'],
  ])('keeps no number out of a typed reason: %s', (reason, kept) => {
    log.note('number.revealed', { reason, readingId: '12345678-1234-4234-8234-123456789012' });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      reason: kept,
      readingId: '12345678-1234-4234-8234-123456789012',
    });
  });

  it('drops objects that pose as text, and cuts what is too long', () => {
    log.note('incident.happened', { code: { toString: () => 'x' } as unknown as string, stack: 'x'.repeat(10_000) });
    const line = JSON.parse(lines.at(-1) ?? '');
    expect(line.code).toBeUndefined();
    expect(line.stack).toHaveLength(4000);
  });
});
