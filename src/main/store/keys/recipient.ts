import { createECDH, createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto';
import { seal, unseal } from './sealing.ts';

/** A key pair that something can be sealed to: P-256, the public key as an uncompressed point, the private one as a number. */
export type RecipientKeys = { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };

// OpenSSL's and BoringSSL's name of P-256.
const curve = 'prime256v1';
const pointLength = 65;

/** A fresh key pair. */
export function makeRecipient(): RecipientKeys {
  const pair = createECDH(curve);
  const publicKey = Uint8Array.from(pair.generateKeys());
  return { publicKey, privateKey: wipedCopy(pair.getPrivateKey()) };
}

/** Seals bytes so that only the owner of `publicKey` opens them: ECDH with a key of its own, HKDF-SHA-256, AES-256-GCM. */
export function sealTo(publicKey: Uint8Array, plain: Uint8Array, purpose: string): Uint8Array {
  const own = createECDH(curve);
  const ownPoint = own.generateKeys();
  const key = agreedKey({ secret: own.computeSecret(publicKey), ownPoint, publicKey, purpose });
  try {
    return Buffer.concat([ownPoint, seal(key, plain, purpose)]);
  } finally {
    key.fill(0);
  }
}

/** Opens what `sealTo` made. Null when it was made for another key or purpose, or a byte was changed. */
export function openAs(
  { publicKey, privateKey }: RecipientKeys,
  sealed: Uint8Array,
  purpose: string,
): Uint8Array | null {
  if (sealed.length <= pointLength) return null;
  const ownPoint = sealed.subarray(0, pointLength);
  const pair = createECDH(curve);
  let secret: Buffer;
  try {
    pair.setPrivateKey(privateKey);
    secret = pair.computeSecret(ownPoint);
  } catch {
    return null;
  }
  const key = agreedKey({ secret, ownPoint, publicKey, purpose });
  try {
    return unseal(key, sealed.subarray(pointLength), purpose);
  } finally {
    key.fill(0);
  }
}

type Agreement = {
  readonly secret: Buffer;
  readonly ownPoint: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly purpose: string;
};

function agreedKey({ secret, ownPoint, publicKey, purpose }: Agreement): Uint8Array {
  const key = hkdfSync('sha256', secret, Buffer.concat([ownPoint, publicKey]), `truc-ban seal 1|${purpose}`, 32);
  secret.fill(0);
  return new Uint8Array(key);
}

/** The point of a public key given as PEM. @throws Error when it is not a P-256 key */
export function recipientOfPem(pem: string): Uint8Array {
  const { crv, x, y } = createPublicKey(pem).export({ format: 'jwk' });
  if (crv !== 'P-256' || x === undefined || y === undefined) throw new TypeError('not a P-256 key');
  return Uint8Array.from(Buffer.concat([Uint8Array.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]));
}

/** The key pair of a private key given as PEM (PKCS #8). @throws Error when it is not a P-256 key */
export function recipientKeysOfPem(pem: string): RecipientKeys {
  const key = createPrivateKey(pem);
  const { d } = key.export({ format: 'jwk' });
  if (d === undefined) throw new TypeError('not a P-256 key');
  const publicKey = recipientOfPem(createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString());
  return { publicKey, privateKey: Uint8Array.from(Buffer.from(d, 'base64url')) };
}

/** A copy outside Node's shared buffer pool; the original is wiped. */
function wipedCopy(bytes: Buffer): Uint8Array {
  const copy = Uint8Array.from(bytes);
  bytes.fill(0);
  return copy;
}
