import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeTlv } from '#domain/chip/tlv.ts';
import { timeOf } from './der-time.ts';

const utc = (text: string) => timeOf({ ...encoded(0x17, text) }, 'test');
const general = (text: string) => timeOf({ ...encoded(0x18, text) }, 'test');

function encoded(tag: number, text: string) {
  const value = new TextEncoder().encode(text);
  return { tag, value, raw: encodeTlv(tag, value) };
}

describe('times of certificates', () => {
  it.each([
    ['261122024704Z', '2026-11-22T02:47:04Z'],
    ['491231235959Z', '2049-12-31T23:59:59Z'],
    ['500101000000Z', '1950-01-01T00:00:00Z'],
    ['0501010000Z', '2005-01-01T00:00:00Z'],
    ['050101020000+0200', '2005-01-01T00:00:00Z'],
    ['050101020000-0130', '2005-01-01T03:30:00Z'],
  ])('UTCTime %s is %s', (text, iso) => {
    expect(utc(text)).toBe(Date.parse(iso));
  });

  it.each([
    ['20080129000000Z', '2008-01-29T00:00:00Z'],
    ['99991231235959Z', '9999-12-31T23:59:59Z'],
    ['19500101000000.25Z', '1950-01-01T00:00:00Z'],
    ['200801290000Z', '2008-01-29T00:00:00Z'],
  ])('GeneralizedTime %s is %s', (text, iso) => {
    expect(general(text)).toBe(Date.parse(iso));
  });

  it.each([
    '',
    '261122024704',
    '261322024704Z',
    '260230000000Z',
    '26112202470Z',
    '261122244704Z',
    'x61122024704Z',
    '1'.repeat(40),
  ])('refuses %j', (text) => {
    expect(() => utc(text)).toThrow('test');
  });

  it('refuses a year of the wrong width and what is no time', () => {
    expect(() => utc('20080129000000Z')).toThrow('bad time');
    expect(() => general('080129000000Z')).toThrow('time');
    expect(() => timeOf(encoded(0x0c, '261122024704Z'), 'test')).toThrow('not a time');
  });

  it('reads back every second of 1950 to 2049 in both forms', () => {
    const moments = fc.date({
      min: new Date('1950-01-01Z'),
      max: new Date('2049-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (moment) => {
        const digits = moment.toISOString().replace(/\D/g, '').slice(0, 14);
        const seconds = Math.floor(moment.getTime() / 1000) * 1000;
        expect(general(`${digits}Z`)).toBe(seconds);
        expect(utc(`${digits.slice(2)}Z`)).toBe(seconds);
      }),
    );
  });
});
