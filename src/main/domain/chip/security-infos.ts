import { fromInteger } from '#domain/bytes.ts';
import type { CipherSuite } from '#domain/crypto/cipher-suite.ts';
import { type CurveName, curveByPaceParameterId } from '#domain/crypto/curves.ts';
import { asn1, readOid, readSequence, readSmall, readWhole, required } from '#domain/crypto/der.ts';
import { type PublicKey, parseDomainParameters, parsePublicKey } from '#domain/crypto/public-key.ts';
import { Malformed } from './malformed.ts';
import { readTlvs, type Tlv } from './tlv.ts';

type SuiteName = CipherSuite['name'];

/** The kind of key agreement behind a protocol: a multiplicative group or an elliptic curve. */
export type Agreement = 'DH' | 'ECDH';

/** How PACE maps the nonce to a generator: generic, integrated, or generic with chip authentication (ICAO 9303-11 §4.4.3.3). */
export type PaceMapping = 'GM' | 'IM' | 'CAM';

/** One way the chip offers PACE (PACEInfo, ICAO 9303-11 §9.2.1). */
export type PaceInfo = {
  readonly oid: string;
  readonly version: number;
  /** Standardised (0–31) or proprietary domain parameters; null where the chip names none. */
  readonly parameterId: number | null;
  readonly agreement: Agreement;
  readonly mapping: PaceMapping;
  readonly suite: SuiteName;
  /** The curve meant, explicit parameters included; null for a DH group and for a curve this desk does not know. */
  readonly curve: CurveName | null;
  /** Whether the chip offers several sets of parameters, so that the terminal must say which. */
  readonly ambiguous: boolean;
};

/** Explicit domain parameters for PACE (PACEDomainParameterInfo, ICAO 9303-11 §9.2.2). */
export type PaceDomainInfo = {
  readonly oid: string;
  readonly parameterId: number | null;
  readonly curve: CurveName | null;
};

/** One way the chip offers chip authentication (ChipAuthenticationInfo, ICAO 9303-11 §9.2.5). */
export type ChipAuthenticationInfo = {
  readonly oid: string;
  readonly version: number;
  readonly keyId: number | null;
  readonly agreement: Agreement;
  readonly suite: SuiteName;
};

/** A static public key of the chip (ChipAuthenticationPublicKeyInfo, ICAO 9303-11 §9.2.6). */
export type ChipAuthenticationKey = {
  readonly oid: string;
  readonly keyId: number | null;
  readonly agreement: Agreement;
  readonly key: PublicKey;
};

/** The SecurityInfos of EF.CardAccess, EF.CardSecurity and DG14 (ICAO 9303-11 §9.2), sorted by what they say. */
export type SecurityInfos = {
  readonly pace: readonly PaceInfo[];
  readonly paceDomain: readonly PaceDomainInfo[];
  readonly chipAuthentication: readonly ChipAuthenticationInfo[];
  readonly chipAuthenticationKeys: readonly ChipAuthenticationKey[];
  readonly terminalAuthentication: readonly { readonly version: number }[];
  /** The signature algorithm of an elliptic active authentication key (ICAO 9303-11 §9.2.7). */
  readonly activeAuthentication: { readonly signatureAlgorithm: string } | null;
  /** EF.DIR, as far as it is repeated here for its protection (ICAO 9303-11 §9.2.9). */
  readonly efDir: Uint8Array | null;
  /** Identifiers of what this desk does not know: kept, never fatal. */
  readonly unknown: readonly string[];
};

const where = 'SecurityInfos';
/** Real chips carry fewer than ten; every one may cost the check of a point. */
const MAX_INFOS = 64;

const bsi = '0.4.0.127.0.7.2.2';
const ids = {
  terminalAuthentication: `${bsi}.2`,
  activeAuthentication: '2.23.136.1.1.5',
  efDir: '2.23.136.1.1.13',
} as const;

type Protocol = { readonly agreement: Agreement; readonly suite: SuiteName };

const suiteNames = ['3DES', 'AES-128', 'AES-192', 'AES-256'] as const;

/** id-PACE-*: the fourth part from the end is the mapping with the group, the last the suite (ICAO 9303-11 §9.2.1). */
const paceProtocols: ReadonlyMap<string, Protocol & { readonly mapping: PaceMapping }> = new Map(
  (
    [
      [1, 'DH', 'GM'],
      [2, 'ECDH', 'GM'],
      [3, 'DH', 'IM'],
      [4, 'ECDH', 'IM'],
      [6, 'ECDH', 'CAM'],
    ] as const
  ).flatMap(([arc, agreement, mapping]) =>
    suiteNames.map((suite, i) => [`${bsi}.4.${arc}.${i + 1}`, { agreement, mapping, suite }] as const),
  ),
);

const paceDomains: ReadonlySet<string> = new Set([1, 2, 3, 4, 6].map((arc) => `${bsi}.4.${arc}`));

/** id-CA-* (ICAO 9303-11 §9.2.5). */
const chipProtocols: ReadonlyMap<string, Protocol> = new Map(
  (['DH', 'ECDH'] as const).flatMap((agreement, group) =>
    suiteNames.map((suite, i) => [`${bsi}.3.${group + 1}.${i + 1}`, { agreement, suite }] as const),
  ),
);

const chipKeys: ReadonlyMap<string, Agreement> = new Map([
  [`${bsi}.1.1`, 'DH'],
  [`${bsi}.1.2`, 'ECDH'],
]);

/** The group and suite that an id-CA-* identifier names, or null. */
export function chipProtocolByOid(oid: string): Protocol | null {
  return chipProtocols.get(oid) ?? null;
}

/** The id-CA-* identifier of a group and suite. */
export function chipProtocolOid(agreement: Agreement, suite: SuiteName): string {
  return `${bsi}.3.${agreement === 'DH' ? 1 : 2}.${suiteNames.indexOf(suite) + 1}`;
}

/** A key or parameter identifier as MSE:Set carries it in data object 84: the shortest unsigned number (ICAO 9303-11 §4.4.4.1, §6.2.4). */
export function encodeReference(id: number): Uint8Array {
  return fromInteger(BigInt(id), Math.max(1, Math.ceil(id.toString(16).length / 2)));
}

/** One SecurityInfo: the protocol, and its data as they stand. */
type Info = { readonly oid: string; readonly data: readonly Tlv[] };

/**
 * Parses the SecurityInfos SET: the content of EF.CardAccess, or what DG14 holds inside its tag 6E. Unknown ones are kept by
 * identifier. @throws Malformed if the SET or a SecurityInfo of a known protocol is not well-formed
 */
export function parseSecurityInfos(setDer: Uint8Array): SecurityInfos {
  const members = readTlvs(readWhole(setDer, asn1.set, where).value, where);
  if (members.length > MAX_INFOS) throw new Malformed(where, `more than ${MAX_INFOS}`);
  const infos = members.map(parseInfo);
  const paceDomain = infos.filter(({ oid }) => paceDomains.has(oid)).map(parsePaceDomain);
  const activeAuthentication = infos.find(({ oid }) => oid === ids.activeAuthentication);
  const efDir = infos.find(({ oid }) => oid === ids.efDir);
  return {
    pace: parsePaceInfos(infos, paceDomain),
    paceDomain,
    chipAuthentication: infos.flatMap(parseChipAuthentication),
    chipAuthenticationKeys: infos.flatMap(parseChipKey),
    terminalAuthentication: infos
      .filter(({ oid }) => oid === ids.terminalAuthentication)
      .map(({ data: [version] }) => ({ version: readSmall(version, 'TerminalAuthenticationInfo') })),
    activeAuthentication: activeAuthentication ? parseActiveAuthentication(activeAuthentication) : null,
    efDir: efDir ? required(efDir.data[0], asn1.octetString, 'EFDIRInfo').value : null,
    unknown: infos.map(({ oid }) => oid).filter((oid) => !isKnown(oid)),
  };
}

function isKnown(oid: string): boolean {
  if (paceProtocols.has(oid) || paceDomains.has(oid) || chipProtocols.has(oid) || chipKeys.has(oid)) return true;
  return Object.values<string>(ids).includes(oid);
}

function parseInfo(tlv: Tlv): Info {
  const [protocol, ...data] = readSequence(tlv.raw, where);
  return { oid: readOid(protocol, where), data };
}

function optionalSmall(tlv: Tlv | undefined, name: string): number | null {
  return tlv === undefined ? null : readSmall(tlv, name);
}

function parsePaceDomain({ oid, data: [parameters, id] }: Info): PaceDomainInfo {
  const name = 'PACEDomainParameterInfo';
  const algorithm = required(parameters, asn1.sequence, name).raw;
  return { oid, parameterId: optionalSmall(id, name), curve: parseDomainParameters(algorithm) };
}

function parsePaceInfos(infos: readonly Info[], domains: readonly PaceDomainInfo[]): readonly PaceInfo[] {
  const found = infos.flatMap(({ oid, data: [version, id] }) => {
    const protocol = paceProtocols.get(oid);
    if (protocol === undefined) return [];
    const parameterId = optionalSmall(id, 'PACEInfo');
    return [{ oid, ...protocol, version: readSmall(version, 'PACEInfo'), parameterId }];
  });
  const ambiguous = new Set(found.map(({ parameterId }) => parameterId)).size > 1 || domains.length > 1;
  return found.map((info) => ({ ...info, curve: paceCurve(info, domains), ambiguous }));
}

/** Identifiers up to 31 are the standard's (ICAO 9303-11 §9.5.1), others those of the explicit parameters beside them. */
function paceCurve(
  { parameterId, agreement }: Pick<PaceInfo, 'parameterId' | 'agreement'>,
  domains: readonly PaceDomainInfo[],
): CurveName | null {
  if (agreement !== 'ECDH') return null;
  if (parameterId !== null && parameterId <= 31) return curveByPaceParameterId(parameterId);
  return domains.find((domain) => domain.parameterId === parameterId)?.curve ?? null;
}

function parseChipAuthentication({ oid, data: [version, id] }: Info): readonly ChipAuthenticationInfo[] {
  const protocol = chipProtocols.get(oid);
  if (protocol === undefined) return [];
  const name = 'ChipAuthenticationInfo';
  return [{ oid, ...protocol, version: readSmall(version, name), keyId: optionalSmall(id, name) }];
}

function parseChipKey({ oid, data: [publicKey, id] }: Info): readonly ChipAuthenticationKey[] {
  const agreement = chipKeys.get(oid);
  if (agreement === undefined) return [];
  const name = 'ChipAuthenticationPublicKeyInfo';
  const key = parsePublicKey(required(publicKey, asn1.sequence, name).raw);
  return [{ oid, agreement, key, keyId: optionalSmall(id, name) }];
}

function parseActiveAuthentication({ data: [version, algorithm] }: Info): { signatureAlgorithm: string } {
  readSmall(version, 'ActiveAuthenticationInfo');
  return { signatureAlgorithm: readOid(algorithm, 'ActiveAuthenticationInfo') };
}
