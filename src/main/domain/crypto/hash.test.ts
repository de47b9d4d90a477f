import { describe, expect, it } from 'vitest';
import { toHex } from '#domain/bytes.ts';
import { hash, hashByOid, hashes, hashNames } from './hash.ts';

describe('hash', () => {
  // FIPS 180-4 examples (NIST CSRC), message "abc".
  it.each([
    ['SHA-1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['SHA-224', '23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7'],
    ['SHA-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['SHA-384', 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7'],
    [
      'SHA-512',
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    ],
  ] as const)('computes %s', (name, expected) => {
    expect(toHex(hash(name, new TextEncoder().encode('abc')))).toBe(expected);
  });

  it('finds every function by its identifier, and only those', () => {
    for (const name of hashNames) expect(hashByOid(hashes[name].oid)).toBe(name);
    expect(hashByOid('2.16.840.1.101.3.4.2.8')).toBeNull();
  });

  it('knows the lengths', () => {
    for (const name of hashNames) expect(hash(name, new Uint8Array())).toHaveLength(hashes[name].length);
  });
});
