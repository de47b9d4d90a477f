import { type PublicKey, parsePublicKey } from '#domain/crypto/public-key.ts';
import { contentOf } from './data-group.ts';

/** The active authentication key of DG15 (ICAO 9303-10 §4.7.15). @throws Malformed */
export function parseDg15(file: Uint8Array): PublicKey {
  return parsePublicKey(contentOf(file, 'DG15'));
}
