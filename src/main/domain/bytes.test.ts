import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, equal, fromHex, fromInteger, toHex, toInteger } from './bytes.ts';

const bytes = fc.uint8Array({ maxLength: 64 });

describe('bytes', () => {
  test('hexadecimal goes both ways, with white space and capitals accepted', () => {
    fc.assert(fc.property(bytes, (value) => toHex(fromHex(toHex(value))) === toHex(value)));
    expect(fromHex(' 0A ff\n00 ')).toEqual(Uint8Array.of(0x0a, 0xff, 0x00));
  });

  test.each(['0', 'zz', '0x00', '00 0', '0-'])('%j is refused as hexadecimal', (text) => {
    expect(() => fromHex(text)).toThrow(RangeError);
  });

  test('integers go both ways, whatever their leading zeros', () => {
    fc.assert(fc.property(bytes, (value) => equal(fromInteger(toInteger(value), value.length), value)));
  });

  test('an integer that does not fit is refused', () => {
    expect(fromInteger(255n, 1)).toEqual(Uint8Array.of(255));
    expect(fromInteger(0n, 0)).toEqual(new Uint8Array());
    expect(() => fromInteger(256n, 1)).toThrow(RangeError);
    expect(() => fromInteger(1n, 0)).toThrow(RangeError);
    expect(() => fromInteger(-1n, 4)).toThrow(RangeError);
  });

  test('equal compares length and every byte', () => {
    fc.assert(fc.property(bytes, bytes, (a, b) => equal(a, b) === (toHex(a) === toHex(b))));
    expect(equal(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false);
    expect(equal(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 2))).toBe(false);
  });

  test('concat makes a copy', () => {
    const part = Uint8Array.of(1, 2);
    const joined = concat(part, new Uint8Array(), Uint8Array.of(3));
    part.fill(9);
    expect(joined).toEqual(Uint8Array.of(1, 2, 3));
    expect(concat()).toEqual(new Uint8Array());
  });
});
