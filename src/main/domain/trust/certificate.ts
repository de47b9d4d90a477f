import { equal, toHex } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { readTlv, type Tlv } from '#domain/chip/tlv.ts';
import { readBitString, readSmall } from '#domain/crypto/der.ts';
import { hash } from '#domain/crypto/hash.ts';
import { type PublicKey, parsePublicKey } from '#domain/crypto/public-key.ts';
import { parseSignatureAlgorithm, type SignatureAlgorithm, verifySignature } from '#domain/crypto/signature.ts';
import { type Extensions, noExtensions, parseExtensions } from './certificate-extensions.ts';
import { type Cursor, derTag, integerHex, sequence } from './der.ts';
import { timeOf } from './der-time.ts';
import { type DistinguishedName, parseName } from './distinguished-name.ts';

/** An X.509 certificate taken apart (RFC 5280 §4.1): what a CSCA, a document signer or a list signer states. Nothing in it is proved. */
export type Certificate = {
  readonly der: Uint8Array;
  /** SHA-256 of `der`, lower-case hex. */
  readonly fingerprint: string;
  /** Serial number, lower-case hex. */
  readonly serial: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly extensions: Extensions;
  readonly subjectPublicKeyInfo: Uint8Array;
  /** The bytes that are signed (TBSCertificate). */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
  /** The signature's algorithm; null when this desk does not know it. */
  readonly algorithm: SignatureAlgorithm | null;
  /** The subject's key, taken apart when first asked for. @throws Malformed */
  readonly key: () => PublicKey;
};

const where = 'Certificate';

/** Takes a certificate apart. @throws Malformed */
export function parseCertificate(der: Uint8Array): Certificate {
  const outer = sequence(der, where);
  const signed = outer.take(derTag.sequence);
  const algorithm = outer.take(derTag.sequence);
  const signature = readBitString(outer.take(derTag.bitString), where);
  outer.end();
  const body = parseBody(sequence(signed.raw, where));
  if (!equal(body.algorithm.raw, algorithm.raw)) throw new Malformed(where, 'two signature algorithms');
  return {
    ...body.stated,
    der,
    fingerprint: toHex(hash('SHA-256', der)),
    signedBytes: signed.raw,
    signature,
    algorithm: parseSignatureAlgorithm(algorithm.raw),
    key: once(() => parsePublicKey(body.stated.subjectPublicKeyInfo)),
  };
}

type Stated = Pick<
  Certificate,
  'serial' | 'issuer' | 'subject' | 'notBefore' | 'notAfter' | 'extensions' | 'subjectPublicKeyInfo'
>;

function parseBody(members: Cursor): { stated: Stated; algorithm: Tlv } {
  const explicitVersion = members.optional(0xa0);
  if (explicitVersion && readSmall(readTlv(explicitVersion.value, where), where) > 2)
    throw new Malformed(where, 'unknown version');
  const serial = integerHex(members.any(), where);
  const algorithm = members.take(derTag.sequence);
  const issuer = parseName(members.any().raw);
  const validity = sequence(members.any().raw, where);
  const [notBefore, notAfter] = [timeOf(validity.any(), where), timeOf(validity.any(), where)];
  const subject = parseName(members.any().raw);
  const subjectPublicKeyInfo = members.take(derTag.sequence).raw;
  members.optional(0x81); // issuerUniqueID and subjectUniqueID: obsolete, skipped
  members.optional(0x82);
  const explicitExtensions = members.optional(0xa3);
  members.end();
  const extensions = explicitExtensions ? parseExtensions(explicitExtensions.value) : noExtensions;
  return { stated: { serial, issuer, subject, notBefore, notAfter, extensions, subjectPublicKeyInfo }, algorithm };
}

/** Whether `certificate` is signed by `issuer`'s key: arithmetic only, says nothing of whether the issuer may sign. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const { algorithm, signedBytes: message, signature } = certificate;
  const key = keyOrNull(issuer);
  return algorithm !== null && key !== null && verifySignature({ algorithm, key, message, signature });
}

/** The certificate's key, or null when it is malformed. */
function keyOrNull(certificate: Certificate): PublicKey | null {
  return orNull(() => certificate.key());
}

/** Takes a certificate and its key apart, or null when either is malformed. */
export function certificateOrNull(der: Uint8Array): Certificate | null {
  return orNull(() => {
    const certificate = parseCertificate(der);
    certificate.key();
    return certificate;
  });
}

function orNull<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** Whether subject and issuer are the same name: a root, or a link between two keys of one authority. */
export function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return subject.canonical === issuer.canonical;
}

/** Whether a certificate may sign certificates (ICAO 9303-12 §7.1: basicConstraints CA, keyUsage keyCertSign). */
export function isAuthority({ extensions: { basicConstraints, keyUsage } }: Certificate): boolean {
  return basicConstraints?.ca === true && keyUsage?.has('keyCertSign') !== false;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
