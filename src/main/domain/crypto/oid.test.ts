import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { decodeOid, encodeOid } from './oid.ts';

describe('object identifiers', () => {
  it.each([
    // X.690 §8.19.5, example.
    ['2.100.3', '813403'],
    ['1.2.840.113549', '2a864886f70d'],
    ['0.4.0.127.0.7.2.2.4.2.2', '04007f00070202040202'],
    ['2.23.136.1.1.1', '678108010101'],
    ['2.25.340282366920938463463374607431768211455', '6983ffffffffffffffffffffffffffffffffff7f'],
  ])('%s is %s', (dotted, hex) => {
    expect(decodeOid(fromHex(hex))).toBe(dotted);
    expect(toHex(encodeOid(dotted))).toBe(hex);
  });

  it('come back from their bytes', () => {
    const arc = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n });
    const root = fc.oneof(
      fc.tuple(fc.constantFrom(0n, 1n), fc.bigInt({ min: 0n, max: 39n })),
      fc.tuple(fc.constant(2n), fc.nat().map(BigInt)),
    );
    fc.assert(
      fc.property(root, fc.array(arc, { maxLength: 2 }), (start, arcs) => {
        const dotted = [...start, ...arcs].join('.');
        expect(decodeOid(encodeOid(dotted))).toBe(dotted);
      }),
    );
  });

  it.each(['', '80', '2a80', '2a8001', '2a86', '2aff', `2a${'ff'.repeat(19)}7f`, `2a${'01'.repeat(64)}`])(
    'refuses the bytes "%s"',
    (hex) => {
      expect(() => decodeOid(fromHex(hex))).toThrow(Malformed);
    },
  );

  it.each(['', '1', '3.1', '1.40', '1.2.', '1..2', '1.02', 'a.b'])('refuses the text "%s"', (dotted) => {
    expect(() => encodeOid(dotted)).toThrow(RangeError);
  });

  it('never fails but as Malformed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          expect(toHex(encodeOid(decodeOid(bytes)))).toBe(toHex(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
    );
  });
});
