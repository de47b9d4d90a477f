import { describe, expect, it } from 'vitest';
import { fromHex } from '#domain/bytes.ts';
import { dg11, dg12 } from '#fixtures/vectors/details.ts';
import { encodeTlv } from '../tlv.ts';
import { parseDg11, parseDg12 } from './dg11.ts';

describe('parseDg11', () => {
  it('reads the example of ICAO 9303-10', () => {
    expect(parseDg11(dg11)).toEqual({
      fullName: 'SMITH<<JOHN<J',
      personalNumber: '000000123',
      birth: '1958-07-11',
      placeOfBirth: 'ANYTOWN<MN',
      address: '123 MAPLE RD<ANYTOWN<MN',
    });
  });

  it('reads a packed birth date and leaves unknown parts out', () => {
    expect(parseDg11(encodeTlv(0x6b, encodeTlv(0x5f2b, fromHex('19620000')))).birth).toBe('1962');
  });

  it('states nothing where nothing stands', () => {
    expect(parseDg11(encodeTlv(0x6b))).toEqual({
      fullName: null,
      personalNumber: null,
      birth: null,
      placeOfBirth: null,
      address: null,
    });
  });

  it('refuses an endless text', () => {
    expect(() => parseDg11(encodeTlv(0x6b, encodeTlv(0x5f0e, new Uint8Array(5000))))).toThrow('text too long');
  });
});

describe('parseDg12', () => {
  it('reads the example of ICAO 9303-10', () => {
    expect(parseDg12(dg12)).toEqual({ issuingAuthority: 'UNITED STATES OF AMERICA', issued: '2002-05-31' });
  });

  it('has no date where the text is none', () => {
    expect(parseDg12(encodeTlv(0x6c, encodeTlv(0x5f26, new TextEncoder().encode('20021331')))).issued).toBeNull();
  });
});
