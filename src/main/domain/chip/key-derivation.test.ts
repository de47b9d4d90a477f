import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, toHex } from '#domain/bytes.ts';
import { suites } from '#domain/crypto/cipher-suite.ts';
import { hash } from '#domain/crypto/hash.ts';
import { deriveKey, pad, unpad } from './key-derivation.ts';
import { Malformed } from './malformed.ts';

describe('deriveKey', () => {
  // ICAO 9303-11 appendix D.1.
  test('D.1: 3DES keys with odd parity', () => {
    const kSeed = fromHex('239ab9cb282daf66231dc5a4df6bfbae');
    expect(toHex(deriveKey(kSeed, 1, suites['3DES']))).toBe('ab94fdecf2674fdfb9b391f85d7f76f2');
    expect(toHex(deriveKey(kSeed, 2, suites['3DES']))).toBe('7962d9ece03d1acd4c76089dce131543');
  });

  // ICAO 9303-11 appendix G.1: the PACE example on brainpoolP256r1 (shared secret, then the session keys).
  test('G.1: AES-128 keys', () => {
    const secret = fromHex('28768d20701247dae81804c9e780ede582a9996db4a315020b2733197db84925');
    expect(toHex(deriveKey(secret, 1, suites['AES-128']))).toBe('f5f0e35c0d7161ee6724ee513a0d9a7f');
    expect(toHex(deriveKey(secret, 2, suites['AES-128']))).toBe('fe251c7858b356b24514b3bd5f4297d1');
  });

  test('keys over 128 bits are the beginning of a SHA-256 value', () => {
    const secret = fromHex('00112233');
    const digest = toHex(hash('SHA-256', concat(secret, fromHex('00000003'))));
    expect(toHex(deriveKey(secret, 3, suites['AES-256']))).toBe(digest);
    expect(toHex(deriveKey(secret, 3, suites['AES-192']))).toBe(digest.slice(0, 48));
  });

  test('every byte of a 3DES key has odd parity, and the secret stays as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (secret) => {
        const before = toHex(secret);
        const ones = Array.from(
          deriveKey(secret, 1, suites['3DES']),
          (byte) => byte.toString(2).replaceAll('0', '').length,
        );
        expect(ones.every((count) => count % 2 === 1)).toBe(true);
        expect(toHex(secret)).toBe(before);
      }),
    );
  });
});

describe('padding method 2', () => {
  test.each([
    ['', 8, '8000000000000000'],
    ['011e', 8, '011e800000000000'],
    ['0011223344556677', 8, '00112233445566778000000000000000'],
    ['0011223344556677', 16, '00112233445566778000000000000000'],
  ])('%j to blocks of %i', (hex, blockLength, padded) => {
    expect(toHex(pad(fromHex(hex), blockLength))).toBe(padded);
  });

  test('goes on and off again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(8, 16), (bytes, blockLength) => {
        const padded = pad(bytes, blockLength);
        expect(padded.length % blockLength).toBe(0);
        expect(padded.length).toBeGreaterThan(bytes.length);
        expect(toHex(unpad(padded))).toBe(toHex(bytes));
      }),
    );
  });

  test.each(['', '00', '0000000000000000', '8100', '0001', '80007f00'])('%j carries no padding', (hex) => {
    expect(() => unpad(fromHex(hex))).toThrow(Malformed);
  });
});
