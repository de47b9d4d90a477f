import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '#domain/bytes.ts';
import { suites } from './cipher-suite.ts';

const all = Object.values(suites);
const of = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe('CBC', () => {
  test('FIPS 81 table C1, through 3DES with equal keys', () => {
    const key = fromHex('0123456789abcdef0123456789abcdef');
    const encrypted = suites['3DES'].encrypt(
      key,
      fromHex('1234567890abcdef'),
      new TextEncoder().encode('Now is the time for all '),
    );
    expect(toHex(encrypted)).toBe('e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6');
  });

  // NIST SP 800-38A F.2.1, F.2.3, F.2.5: the first two blocks.
  test.each([
    ['AES-128', '2b7e151628aed2a6abf7158809cf4f3c', '7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2'],
    [
      'AES-192',
      '8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b',
      '4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a',
    ],
    [
      'AES-256',
      '603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4',
      'f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d',
    ],
  ] as const)('SP 800-38A: %s', (name, key, expected) => {
    const iv = fromHex('000102030405060708090a0b0c0d0e0f');
    const plain = fromHex('6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51');
    expect(toHex(suites[name].encrypt(fromHex(key), iv, plain))).toBe(expected);
    expect(toHex(suites[name].decrypt(fromHex(key), iv, fromHex(expected)))).toBe(toHex(plain));
  });

  test.each(all)('$name: decryption undoes encryption, inputs stay as they were', (suite) => {
    const blocks = fc.integer({ min: 0, max: 9 }).chain((count) => of(count * suite.blockLength));
    fc.assert(
      fc.property(of(suite.keyLength), of(suite.blockLength), blocks, (key, iv, plain) => {
        const before = [key, iv, plain].map(toHex);
        expect(suite.decrypt(key, iv, suite.encrypt(key, iv, plain))).toEqual(plain);
        expect([key, iv, plain].map(toHex)).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });
});

describe('one block and the MAC', () => {
  test.each(all)('$name: encryptBlock is CBC of one block from zero', (suite) => {
    fc.assert(
      fc.property(of(suite.keyLength), of(suite.blockLength), (key, block) => {
        expect(suite.encryptBlock(key, block)).toEqual(suite.encrypt(key, new Uint8Array(suite.blockLength), block));
      }),
      { numRuns: 20 },
    );
  });

  test.each(all)('$name: the MAC has eight bytes and depends on every byte of the message', (suite) => {
    const key = new Uint8Array(suite.keyLength).fill(7);
    const message = new Uint8Array(32);
    const macs = Array.from({ length: 33 }, (_, at) =>
      toHex(
        suite.mac(
          key,
          message.map((byte, i) => (i === at ? 1 : byte)),
        ),
      ),
    );
    expect(new Set(macs).size).toBe(33);
    expect(macs.every((mac) => mac.length === 16)).toBe(true);
  });

  test('the AES MAC is the CMAC cut to its first eight bytes (SP 800-38B example 1)', () => {
    expect(toHex(suites['AES-128'].mac(fromHex('2b7e151628aed2a6abf7158809cf4f3c'), new Uint8Array()))).toBe(
      'bb1d6929e9593728',
    );
  });
});

describe('misuse', () => {
  test.each(all)('$name refuses keys, initial values and messages of a wrong length', (suite) => {
    const key = new Uint8Array(suite.keyLength);
    const block = new Uint8Array(suite.blockLength);
    const long = new Uint8Array(suite.keyLength + 1);
    const odd = new Uint8Array(suite.blockLength + 1);
    for (const operation of [suite.encrypt, suite.decrypt]) {
      expect(() => operation(long, block, block)).toThrow(RangeError);
      expect(() => operation(key, odd, block)).toThrow(RangeError);
      expect(() => operation(key, block, odd)).toThrow(RangeError);
    }
    expect(() => suite.encryptBlock(long, block)).toThrow(RangeError);
    expect(() => suite.encryptBlock(key, odd)).toThrow(RangeError);
    expect(() => suite.mac(long, block)).toThrow(RangeError);
  });
});
