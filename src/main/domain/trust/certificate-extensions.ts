import { toHex } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { readTlv, readTlvs, type Tlv } from '#domain/chip/tlv.ts';
import { readOid, readSmall, readWhole, required } from '#domain/crypto/der.ts';
import { booleanOf, cursor, derTag, namedBits, octets, sequence } from './der.ts';
import { parseTime } from './der-time.ts';
import { stringText } from './distinguished-name.ts';

const keyUsages = [
  'digitalSignature',
  'contentCommitment',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof keyUsages)[number];

/** A span of time in milliseconds since 1970; null is an open end. */
export type Period = { readonly notBefore: number | null; readonly notAfter: number | null };

/** What the extensions of a certificate state (RFC 5280 §4.2, ICAO 9303-12 §7.1); null or empty where there is none. */
export type Extensions = {
  /** Hexadecimal text of subjectKeyIdentifier. */
  readonly subjectKeyId: string | null;
  /** Hexadecimal text of authorityKeyIdentifier's keyIdentifier. */
  readonly authorityKeyId: string | null;
  readonly keyUsage: ReadonlySet<KeyUsage> | null;
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength: number | null } | null;
  readonly privateKeyUsagePeriod: Period | null;
  /** Object identifiers of extKeyUsage. */
  readonly extendedKeyUsage: readonly string[] | null;
  /** Document codes a document signer may sign for (documentTypeList, 2.23.136.1.1.6.2). */
  readonly documentTypes: readonly string[];
  /** The authority changed its name with this certificate (2.23.136.1.1.6.1). */
  readonly nameChange: boolean;
  /** Addresses of cRLDistributionPoints. */
  readonly revocationAddresses: readonly string[];
  /** Addresses and mail boxes of subjectAltName and issuerAltName. */
  readonly alternativeNames: readonly string[];
  /** Object identifiers of critical extensions that this desk does not understand: such a certificate must not be relied on. */
  readonly unknownCritical: readonly string[];
};

type Mutable = { -readonly [Key in keyof Extensions]: Extensions[Key] };

/** No extension at all: what a version 1 certificate has. */
export const noExtensions: Extensions = {
  subjectKeyId: null,
  authorityKeyId: null,
  keyUsage: null,
  basicConstraints: null,
  privateKeyUsagePeriod: null,
  extendedKeyUsage: null,
  documentTypes: [],
  nameChange: false,
  revocationAddresses: [],
  alternativeNames: [],
  unknownCritical: [],
};

type Reader = (value: Uint8Array, into: Mutable) => void;

/** How each extension that this desk understands is read. Those of the second table only inform: defects in them are tolerated. */
const decisive: Readonly<Record<string, Reader>> = {
  '2.5.29.14': (value, into) => {
    into.subjectKeyId = toHex(readWhole(value, derTag.octetString, 'subjectKeyIdentifier').value);
  },
  '2.5.29.15': (value, into) => {
    const bits = namedBits(readTlv(value, 'keyUsage'), 'keyUsage');
    into.keyUsage = new Set(keyUsages.filter((_, bit) => bits.has(bit)));
  },
  '2.5.29.16': (value, into) => {
    into.privateKeyUsagePeriod = readPeriod(value);
  },
  '2.5.29.19': (value, into) => {
    into.basicConstraints = readBasicConstraints(value);
  },
  '2.5.29.35': (value, into) => {
    const keyId = sequence(value, 'authorityKeyIdentifier')
      .rest()
      .find(({ tag }) => tag === 0x80);
    into.authorityKeyId = keyId ? toHex(keyId.value) : null;
  },
  '2.5.29.37': (value, into) => {
    into.extendedKeyUsage = sequence(value, 'extKeyUsage')
      .rest()
      .map((item) => readOid(item, 'extKeyUsage'));
  },
};

const informative: Readonly<Record<string, Reader>> = {
  '2.5.29.17': (value, into) => {
    into.alternativeNames = [...into.alternativeNames, ...addresses(value)];
  },
  '2.5.29.18': (value, into) => {
    into.alternativeNames = [...into.alternativeNames, ...addresses(value)];
  },
  '2.5.29.31': (value, into) => {
    into.revocationAddresses = readDistributionPoints(value);
  },
  '2.5.29.32': () => undefined,
  '2.23.136.1.1.6.1': (_, into) => {
    into.nameChange = true;
  },
  '2.23.136.1.1.6.2': (value, into) => {
    into.documentTypes = readDocumentTypes(value);
  },
};

/** Reads the content of a certificate's `extensions [3]` (the SEQUENCE itself). @throws Malformed, also on an extension that comes twice */
export function parseExtensions(der: Uint8Array): Extensions {
  const into: Mutable = { ...noExtensions };
  const seen = new Set<string>();
  for (const item of sequence(der, 'extensions').rest()) {
    const { oid, critical, value } = readExtension(item);
    if (seen.has(oid)) throw new Malformed('extensions', 'an extension comes twice');
    seen.add(oid);
    if (decisive[oid]) decisive[oid](value, into);
    else if (informative[oid]) inform(informative[oid], { value, into, critical });
    else if (critical) into.unknownCritical = [...into.unknownCritical, oid];
  }
  return into;
}

function readExtension(item: Tlv): { oid: string; critical: boolean; value: Uint8Array } {
  const members = cursor(required(item, derTag.sequence, 'extensions').value, 'extensions');
  const oid = readOid(members.any(), 'extensions');
  const flag = members.optional(derTag.boolean);
  const value = octets(members.any(), 'extensions');
  members.end();
  return { oid, critical: flag !== null && booleanOf(flag, 'extensions'), value };
}

/** Certificates in use hold broken addresses and names: where such an extension is not critical, its defect changes nothing. */
function inform(
  read: Reader,
  { value, into, critical }: { value: Uint8Array; into: Mutable; critical: boolean },
): void {
  try {
    read(value, into);
  } catch (error) {
    if (critical || !(error instanceof Malformed)) throw error;
  }
}

function readPeriod(value: Uint8Array): Period {
  const where = 'privateKeyUsagePeriod';
  const members = sequence(value, where);
  const from = members.optional(0x80);
  const until = members.optional(0x81);
  members.end();
  return {
    notBefore: from && parseTime(from.value, 4, where),
    notAfter: until && parseTime(until.value, 4, where),
  };
}

function readBasicConstraints(value: Uint8Array): { ca: boolean; pathLength: number | null } {
  const where = 'basicConstraints';
  const members = sequence(value, where);
  const ca = members.optional(derTag.boolean);
  const pathLength = members.optional(derTag.integer);
  members.end();
  return { ca: ca !== null && booleanOf(ca, where), pathLength: pathLength && readSmall(pathLength, where) };
}

function readDocumentTypes(value: Uint8Array): readonly string[] {
  const where = 'documentTypeList';
  const members = sequence(value, where);
  members.take(derTag.integer);
  const types = readTlvs(members.take(derTag.set).value, where);
  return types.map((type) => stringText(type, where) ?? '').filter((type) => type !== '');
}

/** The rfc822Name, dNSName and uniformResourceIdentifier of a GeneralNames (RFC 5280 §4.2.1.6). */
function addresses(value: Uint8Array): readonly string[] {
  return generalNames(readWhole(value, derTag.sequence, 'altName').value);
}

function generalNames(value: Uint8Array): readonly string[] {
  const named = readTlvs(value, 'GeneralNames').filter(({ tag }) => tag === 0x81 || tag === 0x82 || tag === 0x86);
  return named.map((name) => String.fromCharCode(...name.value.subarray(0, 2048)));
}

function readDistributionPoints(value: Uint8Array): readonly string[] {
  const where = 'cRLDistributionPoints';
  return sequence(value, where)
    .rest()
    .flatMap((point) =>
      readTlvs(required(point, derTag.sequence, where).value, where).filter(({ tag }) => tag === 0xa0),
    )
    .flatMap((point) => readTlvs(point.value, where).filter(({ tag }) => tag === 0xa0))
    .flatMap((fullName) => generalNames(fullName.value));
}
