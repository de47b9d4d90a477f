import { describe, expect, it } from 'vitest';
import { auditLevels } from '#contract/audit.ts';
import { sampleLog, samplePlace, sampleSigner } from '../testing/sample-log.ts';
import { defaultMonths, defaultRetention, keptFrom, purgeStatement, tooShort } from './retention.ts';
import { headDue, headStatement, parseSeal, signSeal } from './seal.ts';

describe('retention', () => {
  it('keeps everything a year and incidents five, each with a reason', () => {
    expect(defaultMonths()).toEqual({ view: 12, act: 12, security: 24, incident: 60 });
    for (const level of auditLevels) expect(defaultRetention[level].reason.length).toBeGreaterThan(20);
  });

  it('is never shorter than the level of the system asks', () => {
    expect(tooShort(defaultMonths(), 5)).toEqual([]);
    const short = { view: 2, act: 3, security: 6, incident: 12 };
    expect(tooShort(short, 2)).toEqual([]);
    expect(tooShort(short, 3)).toEqual(['view']);
    expect(tooShort(short, 4)).toEqual(['view', 'act']);
    expect(tooShort(short, 5)).toEqual(['view', 'act', 'security']);
  });

  it.each([
    ['2026-11-22T08:30:00.000Z', 12, '2025-11-22T08:30:00.000Z'],
    ['2026-03-31T00:00:00.000Z', 1, '2026-02-28T00:00:00.000Z'],
    ['2028-03-31T00:00:00.000Z', 1, '2028-02-29T00:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', 12, '2027-02-28T12:00:00.000Z'],
    ['2026-01-15T00:00:00.000Z', 60, '2021-01-15T00:00:00.000Z'],
  ])('counts whole calendar months: from %s, %i back is %s', (now, months, expected) => {
    expect(keptFrom(months, new Date(now))).toBe(expected);
  });
});

describe('purgeStatement', () => {
  const { tail } = sampleLog([0, 1, 0]);
  const given = { place: samplePlace, tail, before: null, at: '2026-11-22T00:00:00.000Z' };

  it('is nothing when nothing goes', () => {
    expect(purgeStatement({}, given)).toBeNull();
  });

  it('carries on what was purged before', async () => {
    const first = purgeStatement({ view: { number: 1, hash: 'a'.repeat(64) } }, given);
    if (first === null) throw new Error('nothing to sign');
    const before = await signSeal(first, sampleSigner());
    const second = purgeStatement({ security: { number: 1, hash: 'b'.repeat(64) } }, { ...given, before });
    expect(second?.chains).toEqual({
      view: { number: 1, hash: 'a'.repeat(64) },
      security: { number: 1, hash: 'b'.repeat(64) },
    });
    expect(purgeStatement({ view: { number: 1, hash: 'a'.repeat(64) } }, { ...given, before })).toBeNull();
    expect(parseSeal(JSON.stringify(before))).toEqual(before);
  });
});

describe('headDue', () => {
  const { tail } = sampleLog([0, 1]);
  const at = '2026-11-22T10:00:00.000Z';
  const head = (sequence: number) => signSeal({ ...headStatement(samplePlace, tail, at), sequence }, sampleSigner());

  it('asks for one a day, and after many lines', async () => {
    expect(headDue(null, tail, new Date(at))).toBe(true);
    expect(headDue(null, { ...tail, sequence: 0 }, new Date(at))).toBe(false);
    const newest = await head(2);
    expect(headDue(newest, tail, new Date('2026-11-25T00:00:00Z'))).toBe(false);
    const later = { ...tail, sequence: 3 };
    expect(headDue(newest, later, new Date('2026-11-22T23:59:59Z'))).toBe(false);
    expect(headDue(newest, later, new Date('2026-11-23T00:00:00Z'))).toBe(true);
    expect(headDue(newest, { ...tail, sequence: 502 }, new Date(at))).toBe(true);
  });
});
