import { X509Certificate } from 'node:crypto';
import { FailureError, failure } from '#contract/failures.ts';
import { hexDigest } from './key.ts';

/** The one certificate a desk pins: as TLS takes it, and the digest people compare (SHA-256 of the DER, hex). */
export type PinnedAuthority = { readonly pem: string; readonly digest: string };

/**
 * Reads the certificate of the upstream's authority. Exactly one: TLS would trust every certificate of a text, and people
 * compare the digest of one.
 * @throws FailureError `upstream.authorityUnreadable`, also for a certificate that may not vouch for others
 */
export function readAuthority(text: string): PinnedAuthority {
  const certificate = text.split('-----BEGIN ').length === 2 ? parsed(text) : null;
  if (certificate?.ca !== true) throw new FailureError(failure('upstream.authorityUnreadable'));
  return { pem: certificate.toString(), digest: hexDigest(certificate.raw) };
}

/** As the port says (`AuthorityDigest`). @throws FailureError `upstream.authorityUnreadable` */
export function authorityDigest(pem: string): string {
  return readAuthority(pem).digest;
}

function parsed(text: string): X509Certificate | null {
  try {
    return new X509Certificate(text);
  } catch {
    return null;
  }
}
