import { type ECDSA, ecdsa, type WeierstrassPointCons, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toInteger } from '#domain/bytes.ts';
import { asn1, readOid, readSequence, readSmall, readUnsigned, required } from './der.ts';
import { type DomainParameters, domainParameters } from './domain-parameters.ts';

/** The prime-field curves of ICAO 9303-11 table 6 (FIPS 186-4 and RFC 5639). */
export const curveNames = [
  'P-192',
  'P-224',
  'P-256',
  'P-384',
  'P-521',
  'brainpoolP192r1',
  'brainpoolP224r1',
  'brainpoolP256r1',
  'brainpoolP320r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
] as const;
export type CurveName = (typeof curveNames)[number];

/** A curve: its domain parameters and its arithmetic. Lengths are in bytes. */
export type Curve = {
  readonly name: CurveName;
  readonly fieldLength: number;
  readonly orderLength: number;
  readonly Point: WeierstrassPointCons<bigint>;
  /** ECDSA over this curve; hash first and pass `prehash: false, lowS: false`. */
  readonly ecdsa: ECDSA;
  readonly order: bigint;
  readonly p: bigint;
  readonly a: bigint;
  readonly b: bigint;
  readonly Gx: bigint;
  readonly Gy: bigint;
};

/** Identifiers: the object identifier (RFC 5480 §2.1.1.1, RFC 5639 §4.1) and the row of ICAO 9303-11 table 6. */
const identifiers: Readonly<Record<CurveName, { readonly oid: string; readonly paceParameterId: number }>> = {
  'P-192': { oid: '1.2.840.10045.3.1.1', paceParameterId: 8 },
  'P-224': { oid: '1.3.132.0.33', paceParameterId: 10 },
  'P-256': { oid: '1.2.840.10045.3.1.7', paceParameterId: 12 },
  'P-384': { oid: '1.3.132.0.34', paceParameterId: 15 },
  'P-521': { oid: '1.3.132.0.35', paceParameterId: 18 },
  brainpoolP192r1: { oid: '1.3.36.3.3.2.8.1.1.3', paceParameterId: 9 },
  brainpoolP224r1: { oid: '1.3.36.3.3.2.8.1.1.5', paceParameterId: 11 },
  brainpoolP256r1: { oid: '1.3.36.3.3.2.8.1.1.7', paceParameterId: 13 },
  brainpoolP320r1: { oid: '1.3.36.3.3.2.8.1.1.9', paceParameterId: 14 },
  brainpoolP384r1: { oid: '1.3.36.3.3.2.8.1.1.11', paceParameterId: 16 },
  brainpoolP512r1: { oid: '1.3.36.3.3.2.8.1.1.13', paceParameterId: 17 },
};

const ready: Partial<Record<CurveName, ECDSA>> = {
  'P-256': p256,
  'P-384': p384,
  'P-521': p521,
  brainpoolP256r1,
  brainpoolP384r1,
  brainpoolP512r1,
};

const built = new Map<CurveName, Curve>();

/** The curve of a name; made at its first use and kept, because building one costs more than using it. */
export function curve(name: CurveName): Curve {
  const known = built.get(name);
  if (known !== undefined) return known;
  const made = build(name);
  built.set(name, made);
  return made;
}

function build(name: CurveName): Curve {
  const algorithm = ready[name] ?? fromParameters(domainParameters[name as keyof typeof domainParameters]);
  const { Point } = algorithm;
  const { p, a, b, n, Gx, Gy } = Point.CURVE();
  const lengths = { fieldLength: Point.Fp.BYTES, orderLength: Point.Fn.BYTES };
  return { name, ...lengths, Point, ecdsa: algorithm, order: n, p, a, b, Gx, Gy };
}

function fromParameters(parameters: DomainParameters): ECDSA {
  // The hash named here is never used: messages come hashed.
  return ecdsa(weierstrass({ ...parameters, h: 1n }), sha256, { lowS: false });
}

const byOid: ReadonlyMap<string, CurveName> = new Map(curveNames.map((name) => [identifiers[name].oid, name]));
const byPaceParameterId: ReadonlyMap<number, CurveName> = new Map(
  curveNames.map((name) => [identifiers[name].paceParameterId, name]),
);

/** The curve an object identifier names, or null. */
export function curveByOid(oid: string): CurveName | null {
  return byOid.get(oid) ?? null;
}

/** The curve of a standardised domain parameter identifier, 8 to 18 (ICAO 9303-11 table 6), or null: 0–2 are DH groups. */
export function curveByPaceParameterId(id: number): CurveName | null {
  return byPaceParameterId.get(id) ?? null;
}

const where = 'ECParameters';
const primeField = '1.2.840.10045.1.1';

/**
 * The known curve that explicit ECParameters (BSI TR-03111 §3.1.1, SEC 1 §C.2) describe: prime, a, b, base point and order must all be
 * those of the curve; seed, cofactor and hash are not looked at, being derived from them. Null for anything else, binary
 * fields and doctored generators included. @throws Malformed
 */
export function curveByExplicitParameters(ecParametersDer: Uint8Array): CurveName | null {
  const [version, field, coefficients, base, order] = readSequence(ecParametersDer, where);
  readSmall(version, where);
  const [fieldType, prime] = readSequence(required(field, asn1.sequence, where).raw, where);
  const [a, b] = readSequence(required(coefficients, asn1.sequence, where).raw, where);
  const given = {
    a: toInteger(required(a, asn1.octetString, where).value),
    b: toInteger(required(b, asn1.octetString, where).value),
    base: required(base, asn1.octetString, where).value,
    order: readUnsigned(order, where),
  };
  if (readOid(fieldType, where) !== primeField) return null;
  return matching({ ...given, p: readUnsigned(prime, where) });
}

type Given = { p: bigint; a: bigint; b: bigint; base: Uint8Array; order: bigint };

function matching({ p, a, b, base, order }: Readonly<Given>): CurveName | null {
  for (const name of curveNames) {
    const known = curve(name);
    if (known.p !== p) continue;
    return known.a === a && known.b === b && known.order === order && isBasePoint(known, base) ? name : null;
  }
  return null;
}

function isBasePoint({ fieldLength, Gx, Gy }: Curve, encoded: Uint8Array): boolean {
  const form = encoded[0];
  if (toInteger(encoded.subarray(1, 1 + fieldLength)) !== Gx) return false;
  if (form === 0x04)
    return encoded.length === 1 + 2 * fieldLength && toInteger(encoded.subarray(1 + fieldLength)) === Gy;
  return encoded.length === 1 + fieldLength && form === ((Gy & 1n) === 0n ? 0x02 : 0x03);
}
