import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromInteger, toInteger } from '#domain/bytes.ts';
import { toyRsaKey } from '#fixtures/vectors/toy-rsa.ts';
import { bitLength, isUsableRsaKey, rsaPublic } from './rsa.ts';

const { modulus, exponent, sign } = toyRsaKey(521);

describe('rsaPublic', () => {
  it('undoes the private operation, at the length of the modulus', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: modulus - 1n }), (message) => {
        const signature = sign(fromInteger(message, 66));
        expect(rsaPublic({ modulus, exponent }, signature)).toEqual(fromInteger(message, 66));
      }),
      { numRuns: 50 },
    );
  });

  it('counts bits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 600n }), (value) => {
        expect(bitLength(value)).toBe(value === 0n ? 0 : value.toString(2).length);
      }),
    );
  });

  it('refuses an input that is not below the modulus', () => {
    expect(() => rsaPublic({ modulus, exponent }, fromInteger(modulus, 66))).toThrow(RangeError);
    expect(rsaPublic({ modulus, exponent }, fromInteger(modulus - 1n, 66))).toEqual(fromInteger(modulus - 1n, 66));
    expect(toInteger(rsaPublic({ modulus, exponent }, new Uint8Array()))).toBe(0n);
  });

  it.each([
    ['an even modulus', modulus + 1n, exponent],
    ['a short modulus', (1n << 510n) + 1n, exponent],
    ['a silly modulus', (1n << 16384n) + 1n, exponent],
    ['exponent 1', modulus, 1n],
    ['exponent 0', modulus, 0n],
    ['an even exponent', modulus, 65536n],
    ['an exponent over the modulus', modulus, modulus + 2n],
    ['a long exponent for a long modulus', (1n << 4095n) + 1n, (1n << 64n) + 1n],
  ])('refuses %s', (_, badModulus, badExponent) => {
    const key = { modulus: badModulus, exponent: badExponent };
    expect(isUsableRsaKey(key)).toBe(false);
    expect(() => rsaPublic(key, Uint8Array.of(1))).toThrow(RangeError);
  });

  it('takes what is in use: 3, 65537, long exponents for short moduli', () => {
    for (const good of [3n, 65537n, (1n << 500n) + 1n]) expect(isUsableRsaKey({ modulus, exponent: good })).toBe(true);
  });
});
