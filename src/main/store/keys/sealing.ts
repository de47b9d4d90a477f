import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;

/** Seals bytes under a 32-byte key for one purpose (AES-256-GCM, NIST SP 800-38D): nonce, ciphertext, tag. */
export function seal(key: Uint8Array, plain: Uint8Array, purpose: string): Uint8Array {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `seal` made. Null when the key or the purpose is another one, or a byte was changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, purpose: string): Uint8Array | null {
  if (sealed.length < nonceLength + tagLength) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(-tagLength));
  // In this mode the plain text is as long as the ciphertext and comes at once.
  const plain = decipher.update(sealed.subarray(nonceLength, -tagLength));
  try {
    decipher.final();
    return Uint8Array.from(plain);
  } catch {
    return null;
  } finally {
    plain.fill(0);
  }
}
