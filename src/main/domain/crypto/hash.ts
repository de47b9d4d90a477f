import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

/** A hash function of ICAO 9303-12 §4.4 (FIPS 180-4 names). Whether SHA-1 is acceptable is the trust policy's business. */
export type HashName = 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512';

type HashFunction = {
  readonly compute: (bytes: Uint8Array) => Uint8Array;
  /** Bytes of a hash value. */
  readonly length: number;
  readonly oid: string;
};

/** The hash functions: computation, output length in bytes and object identifier (RFC 8017 §B.1). */
export const hashes: Readonly<Record<HashName, HashFunction>> = {
  'SHA-1': { compute: sha1, length: 20, oid: '1.3.14.3.2.26' },
  'SHA-224': { compute: sha224, length: 28, oid: '2.16.840.1.101.3.4.2.4' },
  'SHA-256': { compute: sha256, length: 32, oid: '2.16.840.1.101.3.4.2.1' },
  'SHA-384': { compute: sha384, length: 48, oid: '2.16.840.1.101.3.4.2.2' },
  'SHA-512': { compute: sha512, length: 64, oid: '2.16.840.1.101.3.4.2.3' },
};

/** All hash functions known here, weakest first. */
export const hashNames: readonly HashName[] = ['SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'];

const namesByOid: ReadonlyMap<string, HashName> = new Map(hashNames.map((name) => [hashes[name].oid, name]));

/** The hash value of `bytes` (FIPS 180-4). */
export function hash(name: HashName, bytes: Uint8Array): Uint8Array {
  return hashes[name].compute(bytes);
}

/** The hash function an object identifier names, or null for one this desk does not know. */
export function hashByOid(oid: string): HashName | null {
  return namesByOid.get(oid) ?? null;
}
