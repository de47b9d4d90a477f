import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { FailureError, failure } from '#contract/failures.ts';

/** A public key by which somebody is known: `kid` is the SHA-256 of its SubjectPublicKeyInfo, hex. */
export type NamedKey = { readonly kid: string; readonly key: KeyObject };

/** SHA-256 of bytes, hex. */
export function hexDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Reads a P-256 public key (SubjectPublicKeyInfo, DER). @throws FailureError `enrolment.key` for anything else */
export function readPublicKey(der: Uint8Array): NamedKey {
  const key = parsed(der);
  if (key?.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw wrongKey();
  const canonical = key.export({ format: 'der', type: 'spki' });
  // One key has one name: another encoding of the same point would be another desk.
  if (!canonical.equals(der)) throw wrongKey();
  return { kid: hexDigest(der), key };
}

/** Reads a public key as it travels: base64 of the DER. @throws FailureError `enrolment.key` */
export function publicKeyOf(base64: string): NamedKey {
  return readPublicKey(new Uint8Array(Buffer.from(base64, 'base64')));
}

function parsed(der: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

const wrongKey = (): FailureError => new FailureError(failure('enrolment.key'));
