import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '#domain/bytes.ts';
import { encodeTlv, readTlv, readTlvs } from '#domain/chip/tlv.ts';
import { booleanOf, cursor, derTag, encodeSetOf, integerHex, namedBits, octets } from './der.ts';

const tlv = (hex: string) => readTlv(fromHex(hex));

describe('cursor', () => {
  it('takes members in order and notices what is missing or too much', () => {
    const members = cursor(fromHex('020101 0101ff 0500'), 'test');
    expect(members.take(derTag.integer).value).toEqual(Uint8Array.of(1));
    expect(members.optional(derTag.sequence)).toBeNull();
    expect(members.optional(derTag.boolean)?.value).toEqual(Uint8Array.of(0xff));
    expect(() => members.end()).toThrow('more members');
    expect(members.rest()).toHaveLength(1);
    expect(() => members.take(derTag.integer)).toThrow('test');
    expect(() => members.any()).toThrow('missing');
    expect(() => members.end()).not.toThrow();
  });
});

describe('values', () => {
  it('reads booleans of one byte', () => {
    expect(booleanOf(tlv('0101ff'), 'test')).toBe(true);
    expect(booleanOf(tlv('010101'), 'test')).toBe(true);
    expect(booleanOf(tlv('010100'), 'test')).toBe(false);
    expect(() => booleanOf(tlv('0102ffff'), 'test')).toThrow('wrong length');
    expect(() => booleanOf(tlv('0201ff'), 'test')).toThrow('test');
  });

  it('numbers named bits from the left', () => {
    expect([...namedBits(tlv('03020780'), 'test')]).toEqual([0]);
    expect([...namedBits(tlv('03020106'), 'test')]).toEqual([5, 6]);
    expect([...namedBits(tlv('0303070080'), 'test')]).toEqual([8]);
    for (const bad of ['0300', '03020880', '0306000000000001', '0401ff']) {
      expect(() => namedBits(tlv(bad), 'test')).toThrow('test');
    }
  });

  it('shows integers without their sign byte', () => {
    expect(integerHex(tlv('020300ff01'), 'test')).toBe('ff01');
    expect(integerHex(tlv('020100'), 'test')).toBe('00');
    expect(() => integerHex(tlv('0200'), 'test')).toThrow('empty');
  });

  it('joins a constructed OCTET STRING of definite length', () => {
    expect(toHex(octets(tlv('0402abcd'), 'test'))).toBe('abcd');
    expect(toHex(octets(tlv('24060401ab0401cd'), 'test'))).toBe('abcd');
    expect(() => octets(tlv('24030201ab'), 'test')).toThrow('test');
    expect(() => octets(tlv('3000'), 'test')).toThrow('test');
  });
});

describe('encodeSetOf', () => {
  it('sorts by encoding whatever the order (X.690 §11.6)', () => {
    const items = fc.uniqueArray(
      fc.uint8Array({ maxLength: 6 }).map((value) => encodeTlv(0x04, value)),
      { selector: toHex },
    );
    fc.assert(
      fc.property(items, (list) => {
        const encoded = encodeSetOf(list);
        expect(encoded).toEqual(encodeSetOf([...list].reverse()));
        const members = readTlvs(readTlv(encoded).value).map(({ raw }) => toHex(raw));
        expect(members).toEqual([...members].sort());
        expect(concat(...list)).toHaveLength(readTlv(encoded).value.length);
      }),
    );
  });
});
