import { cmac } from '@noble/ciphers/aes.js';
import { des } from './des.ts';

/**
 * Retail MAC: ISO/IEC 9797-1 MAC algorithm 3 with DES, zero initial value and a 16-byte key (ICAO 9303-11 §9.8.6.1).
 * The message is already padded (see `pad`). Returns all eight bytes.
 * @throws RangeError if the key has not 16 bytes or the message is not a positive multiple of eight bytes
 */
export function retailMac(key: Uint8Array, padded: Uint8Array): Uint8Array {
  if (key.length !== 16) throw new RangeError('a retail MAC key has 16 bytes');
  if (padded.length === 0 || padded.length % 8 !== 0) throw new RangeError('the message is not padded');
  const first = des(key.subarray(0, 8));
  const second = des(key.subarray(8));
  let state: Uint8Array = new Uint8Array(8);
  for (let at = 0; at < padded.length; at += 8) {
    state = first.encrypt(state.map((byte, i) => byte ^ (padded[at + i] ?? 0)));
  }
  const tag = first.encrypt(second.decrypt(state));
  first.wipe();
  second.wipe();
  return tag;
}

/**
 * AES-CMAC (NIST SP 800-38B) of an unpadded message of any length under a key of 16, 24 or 32 bytes: all 16 bytes.
 * @throws RangeError if the key has another length
 */
export function aesCmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  if (![16, 24, 32].includes(key.length)) throw new RangeError('an AES key has 16, 24 or 32 bytes');
  return cmac(message, key);
}
