import { concat } from '#domain/bytes.ts';
import type { CipherSuite } from '#domain/crypto/cipher-suite.ts';
import { hash } from '#domain/crypto/hash.ts';
import { Malformed } from './malformed.ts';

/**
 * The key derivation function of ICAO 9303-11 §9.7.1: counter 1 gives kEnc, 2 gives kMac, 3 the PACE password key.
 * SHA-1 for 3DES (with odd parity, §9.7.1.1) and AES-128, SHA-256 for longer keys. Returns `suite.keyLength` bytes.
 */
export function deriveKey(secret: Uint8Array, counter: 1 | 2 | 3, suite: CipherSuite): Uint8Array {
  const input = concat(secret, Uint8Array.of(0, 0, 0, counter));
  const digest = hash(suite.keyLength === 16 ? 'SHA-1' : 'SHA-256', input);
  const key = digest.slice(0, suite.keyLength);
  input.fill(0);
  digest.fill(0);
  return suite.name === '3DES' ? withOddParity(key) : key;
}

function withOddParity(key: Uint8Array): Uint8Array {
  return key.map((byte) => {
    let parity = 1;
    for (let bits = byte >> 1; bits > 0; bits >>= 1) parity ^= bits & 1;
    return (byte & 0xfe) | parity;
  });
}

/** Padding method 2 of ISO/IEC 9797-1: one byte 80, then zeros up to a whole number of blocks; always adds something. */
export function pad(bytes: Uint8Array, blockLength: number): Uint8Array {
  const padded = new Uint8Array((Math.floor(bytes.length / blockLength) + 1) * blockLength);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

/** Takes padding method 2 off again; the result is a view. @throws Malformed if the padding is not there */
export function unpad(bytes: Uint8Array): Uint8Array {
  const end = bytes.findLastIndex((byte) => byte !== 0);
  if (bytes[end] !== 0x80) throw new Malformed('padding', 'no 80 before the zeros');
  return bytes.subarray(0, end);
}
