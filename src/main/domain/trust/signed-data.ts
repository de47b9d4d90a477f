import { equal, toHex } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { readTlv, readTlvs, type Tlv } from '#domain/chip/tlv.ts';
import { readAlgorithm, readOid, readSmall, required } from '#domain/crypto/der.ts';
import { type HashName, hash, hashByOid } from '#domain/crypto/hash.ts';
import { parseSignatureAlgorithm, type SignatureAlgorithm, verifySignature } from '#domain/crypto/signature.ts';
import { type Certificate, certificateOrNull } from './certificate.ts';
import { type Cursor, cursor, derTag, encodeSetOf, integerHex, octets, sequence } from './der.ts';
import { timeOf } from './der-time.ts';
import { parseName } from './distinguished-name.ts';

/** The attributes a signer signed instead of the bare content (RFC 5652 §5.3, §11). */
export type SignedAttributes = {
  /** What the signature is over: the attributes as a DER SET OF. */
  readonly signedBytes: Uint8Array;
  readonly contentType: string;
  readonly messageDigest: Uint8Array;
  /** Milliseconds since 1970; null when the signer did not say when it signed. */
  readonly signingTime: number | null;
};

/** One signature of a SignedData (RFC 5652 §5.3). Null algorithms are ones this desk does not know. */
export type SignerInfo = {
  readonly id:
    | { readonly by: 'issuerAndSerial'; readonly issuer: string; readonly serial: string }
    | { readonly by: 'keyId'; readonly keyId: string };
  readonly digest: HashName | null;
  readonly attributes: SignedAttributes | null;
  readonly algorithm: SignatureAlgorithm | null;
  readonly signature: Uint8Array;
};

/** A CMS SignedData with its content inside (RFC 5652 §5.1): the form of EF.SOD and of master lists. Nothing in it is proved. */
export type SignedData = {
  readonly contentType: string;
  readonly content: Uint8Array;
  /** DER of the X.509 certificates it carries. */
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
};

const where = 'SignedData';
const oidSignedData = '1.2.840.113549.1.7.2';
const oidContentType = '1.2.840.113549.1.9.3';
const oidMessageDigest = '1.2.840.113549.1.9.4';
const oidSigningTime = '1.2.840.113549.1.9.5';

/** Whether `bytes` start as a ContentInfo that holds SignedData, without looking further. */
export function looksLikeSignedData(bytes: Uint8Array): boolean {
  try {
    const first = cursor(required(readTlv(bytes), derTag.sequence, where).value, where).any();
    return first.tag === derTag.oid && readOid(first, where) === oidSignedData;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

/** Takes a ContentInfo with SignedData apart. Definite lengths only. @throws Malformed */
export function parseSignedData(der: Uint8Array): SignedData {
  const outer = sequence(der, where);
  if (readOid(outer.any(), where) !== oidSignedData) throw new Malformed(where, 'another content type');
  const inner = sequence(outer.take(0xa0).value, where);
  outer.end();
  const version = readSmall(inner.any(), where);
  if (version < 1 || version > 5) throw new Malformed(where, 'unknown version');
  inner.take(derTag.set);
  const { contentType, content } = parseContent(inner.take(derTag.sequence));
  const certificates = readTlvs(inner.optional(0xa0)?.value ?? new Uint8Array(), where);
  inner.optional(0xa1);
  const signers = readTlvs(inner.take(derTag.set).value, where).map(parseSigner);
  inner.end();
  const x509 = certificates.filter(({ tag }) => tag === derTag.sequence).map(({ raw }) => raw);
  return { contentType, content, certificates: x509, signers };
}

function parseContent(item: Tlv): { contentType: string; content: Uint8Array } {
  const members = cursor(item.value, where);
  const contentType = readOid(members.any(), where);
  const explicit = cursor(members.take(0xa0).value, where);
  const content = octets(explicit.any(), where);
  explicit.end();
  members.end();
  return { contentType, content };
}

function parseSigner(item: Tlv): SignerInfo {
  const members = cursor(required(item, derTag.sequence, 'SignerInfo').value, 'SignerInfo');
  members.take(derTag.integer);
  const id = parseSignerId(members.any());
  const digest = hashByOid(readAlgorithm(members.take(derTag.sequence).raw, 'SignerInfo').oid);
  const signed = members.optional(0xa0);
  const algorithm = parseSignatureAlgorithm(members.take(derTag.sequence).raw, digest ?? undefined);
  const signature = octets(members.any(), 'SignerInfo');
  members.optional(0xa1);
  members.end();
  return { id, digest, attributes: signed && parseAttributes(signed), algorithm, signature };
}

function parseSignerId(item: Tlv): SignerInfo['id'] {
  if (item.tag === 0x80) return { by: 'keyId', keyId: toHex(item.value) };
  const members = cursor(required(item, derTag.sequence, 'SignerInfo').value, 'SignerInfo');
  const issuer = parseName(members.any().raw, 'SignerInfo').canonical;
  const serial = integerHex(members.any(), 'SignerInfo');
  members.end();
  return { by: 'issuerAndSerial', issuer, serial };
}

function parseAttributes(implicit: Tlv): SignedAttributes {
  const items = readTlvs(implicit.value, 'signedAttrs');
  const values = new Map<string, Tlv>();
  for (const item of items) {
    const members = cursor(required(item, derTag.sequence, 'signedAttrs').value, 'signedAttrs');
    const oid = readOid(members.any(), 'signedAttrs');
    const only = soleMember(cursor(members.take(derTag.set).value, 'signedAttrs'));
    members.end();
    if (values.has(oid)) throw new Malformed('signedAttrs', 'an attribute comes twice');
    if (only) values.set(oid, only);
  }
  const signingTime = values.get(oidSigningTime);
  return {
    signedBytes: encodeSetOf(items.map(({ raw }) => raw)),
    contentType: readOid(values.get(oidContentType), 'signedAttrs'),
    messageDigest: required(values.get(oidMessageDigest), derTag.octetString, 'signedAttrs').value,
    signingTime: signingTime ? timeOf(signingTime, 'signedAttrs') : null,
  };
}

/** The attributes that matter have one value; others may have any number and are not kept. */
function soleMember(members: Cursor): Tlv | null {
  const [only, ...more] = members.rest();
  return more.length === 0 ? (only ?? null) : null;
}

/** The certificate a signature refers to: found, among those carried but broken, or not carried. */
export type SignerCertificate =
  | { readonly state: 'found'; readonly certificate: Certificate }
  | { readonly state: 'malformed' }
  | { readonly state: 'absent' };

/** Finds the certificate of a signer among those the message carries; names are compared as RFC 5280 §7.1 compares them. */
export function signerCertificate(data: SignedData, { id }: SignerInfo): SignerCertificate {
  let broken = false;
  for (const der of data.certificates) {
    const certificate = certificateOrNull(der);
    if (certificate === null) broken = true;
    else if (isMeant(certificate, id)) return { state: 'found', certificate };
  }
  return { state: broken ? 'malformed' : 'absent' };
}

/** The certificates the message carries that can be read. */
export function carriedCertificates(data: SignedData): readonly Certificate[] {
  return data.certificates.map(certificateOrNull).filter((certificate) => certificate !== null);
}

function isMeant(certificate: Certificate, id: SignerInfo['id']): boolean {
  if (id.by === 'keyId') return certificate.extensions.subjectKeyId === id.keyId;
  return certificate.serial === id.serial && certificate.issuer.canonical === id.issuer;
}

/**
 * Whether the signature of `signer` over the content is the one of `certificate`'s key: the content type and the digest in the signed
 * attributes must be those of the content (RFC 5652 §5.4, §5.6). Says nothing of whether the certificate may sign it.
 */
export function checkSignature(
  data: SignedData,
  signer: SignerInfo,
  certificate: Certificate,
): 'good' | 'bad' | 'unknownAlgorithm' {
  const { digest, algorithm, attributes, signature } = signer;
  const key = certificate.key();
  if (digest === null || algorithm === null || key.kind === 'unknown') return 'unknownAlgorithm';
  if (attributes !== null) {
    const isOfContent = equal(attributes.messageDigest, hash(digest, data.content));
    if (attributes.contentType !== data.contentType || !isOfContent) return 'bad';
  }
  const message = attributes?.signedBytes ?? data.content;
  return verifySignature({ algorithm, key, message, signature }) ? 'good' : 'bad';
}
