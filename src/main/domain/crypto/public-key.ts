import { Malformed } from '#domain/chip/malformed.ts';
import type { Tlv } from '#domain/chip/tlv.ts';
import { type CurveName, curveByExplicitParameters, curveByOid, curveByPaceParameterId } from './curves.ts';
import {
  type AlgorithmIdentifier,
  asn1,
  readAlgorithm,
  readBitString,
  readMagnitude,
  readOid,
  readSequence,
  readSmall,
  required,
} from './der.ts';
import { decodePoint } from './ecdh.ts';
import { type PssParameters, parsePssParameters } from './pss-parameters.ts';
import { bitLength } from './rsa.ts';

export type { PssParameters } from './pss-parameters.ts';

/** An RSA key; `pss` holds what an id-RSASSA-PSS key demands of its signatures (RFC 4055 §3.1). */
export type RsaPublicKey = {
  readonly kind: 'rsa';
  readonly modulus: bigint;
  readonly exponent: bigint;
  /** Length of the modulus in bits. */
  readonly bits: number;
  readonly pss: PssParameters | null;
};

/** A point of a known curve; `point` is 04 ‖ x ‖ y, proved to lie on the curve. `explicit`: the curve stood as parameters, not as a name. */
export type EcPublicKey = {
  readonly kind: 'ec';
  readonly curve: CurveName;
  readonly explicit: boolean;
  readonly point: Uint8Array;
};

/** A public key; `unknown` is a well-formed one of an algorithm or curve this desk does not know, by its object identifier. */
export type PublicKey = RsaPublicKey | EcPublicKey | { readonly kind: 'unknown'; readonly algorithm: string };

const where = 'SubjectPublicKeyInfo';
const rsaEncryption = '1.2.840.113549.1.1.1';
const rsassaPss = '1.2.840.113549.1.1.10';
/** id-ecPublicKey and id-ecDH (RFC 5480 §2.1). */
const ecAlgorithms = new Set(['1.2.840.10045.2.1', '1.3.132.1.12']);
/** BSI TR-03110-3 §A.2.1.1: the parameter is a number of ICAO 9303-11 table 6. */
const standardizedDomainParameters = '0.4.0.127.0.7.1.2';

/** Takes a SubjectPublicKeyInfo apart (RFC 5280 §4.1.2.7, RFC 5480, RFC 4055). @throws Malformed, also for a point off its curve */
export function parsePublicKey(spkiDer: Uint8Array): PublicKey {
  const [algorithmTlv, bitString] = readSequence(spkiDer, where);
  const algorithm = readAlgorithm(required(algorithmTlv, asn1.sequence, where).raw, where);
  const key = readBitString(bitString, where);
  if (algorithm.oid === rsaEncryption) return parseRsaKey(key, null);
  if (algorithm.oid === rsassaPss) return parsePssKey(key, algorithm.parameters);
  const domain = parseDomain(algorithm);
  if (domain === null) return { kind: 'unknown', algorithm: algorithm.oid };
  return { kind: 'ec', ...domain, point: parsePoint(domain.curve, key) };
}

function parseRsaKey(key: Uint8Array, pss: PssParameters | null): PublicKey {
  const [modulusTlv, exponentTlv] = readSequence(key, 'RSAPublicKey');
  const modulus = readMagnitude(modulusTlv, 'RSAPublicKey');
  const exponent = readMagnitude(exponentTlv, 'RSAPublicKey');
  return { kind: 'rsa', modulus, exponent, bits: bitLength(modulus), pss };
}

function parsePssKey(key: Uint8Array, parameters: Tlv | null): PublicKey {
  if (parameters === null) return parseRsaKey(key, null);
  const pss = parsePssParameters(parameters);
  return pss === null ? { kind: 'unknown', algorithm: rsassaPss } : parseRsaKey(key, pss);
}

type Domain = { readonly curve: CurveName; readonly explicit: boolean };

function parseDomain({ oid, parameters }: AlgorithmIdentifier): Domain | null {
  const isStandardized = oid === standardizedDomainParameters;
  if (!isStandardized && !ecAlgorithms.has(oid)) return null;
  if (parameters === null) throw new Malformed(where, 'no domain parameters');
  return isStandardized ? named(curveByPaceParameterId(readSmall(parameters, where))) : parseEcParameters(parameters);
}

function parseEcParameters(parameters: Tlv): Domain | null {
  if (parameters.tag === asn1.oid) return named(curveByOid(readOid(parameters, where)));
  if (parameters.tag === asn1.null) return null;
  const name = curveByExplicitParameters(parameters.raw);
  return name === null ? null : { curve: name, explicit: true };
}

function named(name: CurveName | null): Domain | null {
  return name === null ? null : { curve: name, explicit: false };
}

/** A domain parameter AlgorithmIdentifier as PACE and chip authentication carry it: the curve, or null. @throws Malformed */
export function parseDomainParameters(algorithmIdentifierDer: Uint8Array): CurveName | null {
  return parseDomain(readAlgorithm(algorithmIdentifierDer, where))?.curve ?? null;
}

/** 04 ‖ x ‖ y of a point given compressed or not (SEC 1 §2.3.4). @throws Malformed if it is not a point of the curve or is infinity */
function parsePoint(name: CurveName, encoded: Uint8Array): Uint8Array {
  return decodePoint(name, encoded).toBytes(false);
}

/** What people call the key: `ECDSA brainpoolP512r1`, `RSA 4096`, or the object identifier of an unknown one. */
export function describeKey(key: PublicKey): string {
  switch (key.kind) {
    case 'rsa':
      return `RSA ${key.bits}`;
    case 'ec':
      return `ECDSA ${key.curve}`;
    case 'unknown':
      return key.algorithm;
  }
}
