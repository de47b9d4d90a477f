import { curve } from '#domain/crypto/curves.ts';
import type { HashName } from '#domain/crypto/hash.ts';
import type { PublicKey } from '#domain/crypto/public-key.ts';

/**
 * What is too weak to prove anything today, as data: BSI TR-03116-2 and ICAO 9303-12 §4.4 leave SHA-224 and 224-bit curves to documents
 * still in circulation; SHA-1 (collisions since 2017), RSA below 2048 bits and shorter curves are out. MD5 and older are not known at all.
 */
export const algorithmPolicy: {
  readonly weakHashes: readonly HashName[];
  readonly minimumRsaBits: number;
  readonly minimumCurveBits: number;
} = { weakHashes: ['SHA-1'], minimumRsaBits: 2048, minimumCurveBits: 224 };

/** Whether the policy calls a hash function too weak. */
export function isWeakHash(hash: HashName): boolean {
  return algorithmPolicy.weakHashes.includes(hash);
}

/** Whether the policy calls a key too short; an unknown key is a matter of its own. */
export function isWeakKey(key: PublicKey): boolean {
  switch (key.kind) {
    case 'rsa':
      return key.bits < algorithmPolicy.minimumRsaBits;
    case 'ec':
      return curve(key.curve).order.toString(2).length < algorithmPolicy.minimumCurveBits;
    case 'unknown':
      return false;
  }
}
