import { describe, expect, it } from 'vitest';
import { fromHex } from '#domain/bytes.ts';
import { encodeTlv } from '#domain/chip/tlv.ts';
import { encodeOid } from '#domain/crypto/oid.ts';
import { parseName } from './distinguished-name.ts';

const text = (tag: number, value: string) => encodeTlv(tag, new TextEncoder().encode(value));
const attribute = (oid: string, value: Uint8Array) => encodeTlv(0x30, encodeTlv(0x06, encodeOid(oid)), value);
const rdn = (...attributes: readonly Uint8Array[]) => encodeTlv(0x31, ...attributes);
const name = (...rdns: readonly Uint8Array[]) => encodeTlv(0x30, ...rdns);

const cn = '2.5.4.3';
const country = rdn(attribute('2.5.4.6', text(0x13, 'vn')));

describe('parseName', () => {
  it('writes the last component first and the country in capitals', () => {
    const der = name(
      country,
      rdn(attribute('2.5.4.10', text(0x0c, 'TỔ CHỨC MẪU'))),
      rdn(attribute(cn, text(0x0c, 'CSCA'))),
    );
    expect(parseName(der)).toMatchObject({ text: 'CN=CSCA,O=TỔ CHỨC MẪU,C=vn', country: 'VN' });
  });

  it.each([
    ['Steve, "X" + <Y>; \\', String.raw`CN=Steve\, \"X\" \+ \<Y\>\; \\`],
    ['#1 ', String.raw`CN=\#1\ `],
    [' a', String.raw`CN=\ a`],
    ['a\0b', String.raw`CN=a\00b`],
  ])('escapes %j (RFC 4514 §2.4)', (value, expected) => {
    expect(parseName(name(rdn(attribute(cn, text(0x0c, value))))).text).toBe(expected);
  });

  it.each([
    ['BMPString', encodeTlv(0x1e, fromHex('1ea4004d')), 'CN=ẤM'],
    ['UniversalString', encodeTlv(0x1c, fromHex('0001f512')), 'CN=\u{1f512}'],
    ['UniversalString beyond Unicode', encodeTlv(0x1c, fromHex('7fffffff')), 'CN=\ufffd'],
    ['TeletexString as Latin-1', encodeTlv(0x14, fromHex('e9')), 'CN=é'],
    ['IA5String', text(0x16, 'a@b'), 'CN=a@b'],
    ['broken UTF-8', encodeTlv(0x0c, fromHex('ff')), 'CN=\ufffd'],
    ['another type, as its DER', encodeTlv(0x02, fromHex('05')), '2.5.4.3=#020105'],
  ])('reads %s', (_, value, expected) => {
    expect(parseName(name(rdn(attribute(cn, value)))).text).toBe(expected);
  });

  it('joins the attributes of one component and keeps unknown types', () => {
    const der = name(rdn(attribute(cn, text(0x13, 'A')), attribute('1.2.3.4', text(0x13, 'B'))));
    expect(parseName(der).text).toBe('CN=A+1.2.3.4=B');
  });

  it('compares without regard to case, string type and spacing, but to everything else', () => {
    const canonical = (value: Uint8Array) => parseName(name(country, rdn(attribute(cn, value)))).canonical;
    expect(canonical(text(0x13, 'CSCA  Test '))).toBe(canonical(text(0x0c, 'csca test')));
    expect(canonical(text(0x13, 'CSCA Test'))).not.toBe(canonical(text(0x13, 'CSCATest')));
    expect(canonical(text(0x0c, 'A,2.5.4.3=B'))).not.toBe(
      parseName(name(country, rdn(attribute(cn, text(0x0c, 'A'))), rdn(attribute(cn, text(0x0c, 'B'))))).canonical,
    );
  });

  it('refuses what is no name', () => {
    for (const hex of [
      '',
      '3100',
      '30023100',
      '3004 3102 0500',
      '3006 3104 3002 0500',
      '300d 310b 3009 0603550403 1e01 41',
    ])
      expect(() => parseName(fromHex(hex))).toThrow();
    expect(parseName(fromHex('3000')).text).toBe('');
  });
});
