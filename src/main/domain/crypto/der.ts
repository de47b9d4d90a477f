import { toInteger } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { readTlv, readTlvs, type Tlv } from '#domain/chip/tlv.ts';
import { decodeOid } from './oid.ts';

/** Universal tags of the ASN.1 types that keys, algorithms and SecurityInfos are made of (X.680 §8.4). */
export const asn1 = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The one object that fills `bytes`. @throws Malformed if the tag differs or bytes follow it */
export function readWhole(bytes: Uint8Array, tag: number, where: string): Tlv {
  const tlv = readTlv(bytes, where);
  if (tlv.tag !== tag) throw new Malformed(where, `tag ${tlv.tag.toString(16)} where ${tag.toString(16)} belongs`);
  if (tlv.raw.length !== bytes.length) throw new Malformed(where, 'bytes after its end');
  return tlv;
}

/** The members of the SEQUENCE that fills `bytes`. @throws Malformed */
export function readSequence(bytes: Uint8Array, where: string): readonly Tlv[] {
  return readTlvs(readWhole(bytes, asn1.sequence, where).value, where);
}

/** `tlv` itself when it is present and carries `tag`. @throws Malformed otherwise */
export function required(tlv: Tlv | undefined, tag: number, where: string): Tlv {
  if (tlv === undefined) throw new Malformed(where, 'a member is missing');
  if (tlv.tag !== tag) throw new Malformed(where, `tag ${tlv.tag.toString(16)} where ${tag.toString(16)} belongs`);
  return tlv;
}

/** The value of an INTEGER that must not be negative (superfluous leading zeros are tolerated). @throws Malformed */
export function readUnsigned(tlv: Tlv | undefined, where: string): bigint {
  const { value } = required(tlv, asn1.integer, where);
  const first = value[0];
  if (first === undefined) throw new Malformed(where, 'empty INTEGER');
  if (first >= 0x80) throw new Malformed(where, 'negative INTEGER');
  return toInteger(value);
}

/**
 * The value of an RSA modulus or exponent: as `readUnsigned`, but a first bit that is set counts as part of the number,
 * because chips leave the leading zero out (BSI reference data of 2008, DG15). @throws Malformed
 */
export function readMagnitude(tlv: Tlv | undefined, where: string): bigint {
  const { value } = required(tlv, asn1.integer, where);
  if (value.length === 0) throw new Malformed(where, 'empty INTEGER');
  return toInteger(value);
}

/** The value of a small INTEGER: version, identifier. @throws Malformed if it is negative or over 31 bits */
export function readSmall(tlv: Tlv | undefined, where: string): number {
  const value = readUnsigned(tlv, where);
  if (value > 0x7fff_ffffn) throw new Malformed(where, 'INTEGER too large');
  return Number(value);
}

/** The dotted text of an OBJECT IDENTIFIER. @throws Malformed */
export function readOid(tlv: Tlv | undefined, where: string): string {
  return decodeOid(required(tlv, asn1.oid, where).value);
}

/** The bytes of a BIT STRING that has no unused bits. @throws Malformed */
export function readBitString(tlv: Tlv | undefined, where: string): Uint8Array {
  const { value } = required(tlv, asn1.bitString, where);
  if (value[0] !== 0) throw new Malformed(where, 'BIT STRING with unused bits');
  return value.subarray(1);
}

/** An AlgorithmIdentifier taken apart: the identifier, and the parameters as they stand, if any (RFC 5280 §4.1.1.2). */
export type AlgorithmIdentifier = { readonly oid: string; readonly parameters: Tlv | null };

/** Takes an AlgorithmIdentifier apart. @throws Malformed */
export function readAlgorithm(bytes: Uint8Array, where: string): AlgorithmIdentifier {
  const [oid, parameters, ...more] = readSequence(bytes, where);
  if (more.length > 0) throw new Malformed(where, 'more than two members');
  return { oid: readOid(oid, where), parameters: parameters ?? null };
}
