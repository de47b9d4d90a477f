import { createDecipheriv, createHash, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';
import type { SealedFrame } from '#domain/packet/sealed-frame.ts';

/** The head of a JWE by which packets are sealed; nothing else may stand in it. */
export type SealHead = {
  readonly alg: 'ECDH-ES';
  readonly enc: 'A256GCM';
  readonly kid: string;
  readonly typ: string;
  readonly epk: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };
};

const members = 'alg,enc,epk,kid,typ';
const ofKey = 'crv,kty,x,y';

/** The protected head, or null for any other than those of packets: compressed ones are others, and critical members. */
export function readSealHead(text: string): SealHead | null {
  try {
    const head = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as SealHead;
    const isOurs =
      Object.keys(head).sort().join() === members &&
      Object.keys(head.epk).sort().join() === ofKey &&
      [head.alg, head.enc, head.epk.kty, head.epk.crv].join() === 'ECDH-ES,A256GCM,EC,P-256' &&
      [head.kid, head.typ].every((each) => typeof each === 'string');
    return isOurs ? head : null;
  } catch {
    return null;
  }
}

/**
 * Takes a packet out of its seal (RFC 7516; ECDH-ES of RFC 7518 §4.6, A256GCM of §5.3). Sealing is the library's; here the
 * ciphertext stays bytes: as base64, which the library wants, opening took three times as long.
 * @throws Error for whatever is not sealed for this key, or was changed
 */
export function unseal(frame: SealedFrame, { epk }: SealHead, privateKey: KeyObject): Uint8Array {
  // The point is checked to be on the curve when the key is made of it.
  const publicKey = createPublicKey({ key: epk, format: 'jwk' });
  const content = contentKey(diffieHellman({ privateKey, publicKey }));
  const [iv, tag] = [Buffer.from(frame.iv, 'base64url'), Buffer.from(frame.tag, 'base64url')];
  if (iv.length !== 12 || tag.length !== 16) throw new RangeError('lengths of a seal');
  const decipher = createDecipheriv('aes-256-gcm', content, iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(frame.protected, 'ascii')).setAuthTag(tag);
  const plain = decipher.update(frame.ciphertext);
  decipher.final();
  return new Uint8Array(plain.buffer, plain.byteOffset, plain.length);
}

/** Concat KDF (NIST SP 800-56A §5.8.1): one round of SHA-256 gives the whole key; nobody is named on either side. */
function contentKey(shared: Uint8Array): Uint8Array {
  const word = (value: number): Buffer => Buffer.of(0, 0, 0, value);
  const algorithm = Buffer.from('A256GCM');
  const info = [word(algorithm.length), algorithm, word(0), word(0), Buffer.of(0, 0, 1, 0)];
  return createHash('sha256')
    .update(Buffer.concat([word(1), shared, ...info]))
    .digest();
}
