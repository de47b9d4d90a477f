import { asn1, readAlgorithm, readOid, readSequence, readSmall, required } from '#domain/crypto/der.ts';
import { type HashName, hashByOid, hashes } from '#domain/crypto/hash.ts';
import { LAST_DATA_GROUP } from '../elementary-files.ts';
import { Malformed } from '../malformed.ts';
import { readTlv, readTlvs, type Tlv } from '../tlv.ts';
import { contentOf } from './data-group.ts';

const where = 'LDSSecurityObject';
const signedData = '1.2.840.113549.1.7.2';

/** The hashes of the data groups, as the SOD's signature covers them. */
export type LdsSecurityObject = {
  /** 0 for LDS 1.7, 1 for LDS 1.8, which also states the versions. */
  readonly version: number;
  /** The hash function of all groups, or null for one this desk does not know. */
  readonly hash: HashName | null;
  readonly hashOid: string;
  /** Expected hash by data group number (1–16). */
  readonly hashes: ReadonlyMap<number, Uint8Array>;
  /** LDS version stated by version 1 objects (`0108`). */
  readonly ldsVersion: string | null;
};

/** Reads the signed content of EF.SOD (ICAO 9303-10 §4.6.2.3). @throws Malformed */
export function parseLdsSecurityObject(econtent: Uint8Array): LdsSecurityObject {
  const [version, algorithm, list, versions] = readSequence(econtent, where);
  const hashOid = readAlgorithm(required(algorithm, asn1.sequence, where).raw, where).oid;
  const hash = hashByOid(hashOid);
  const number = readSmall(version, where);
  if (number > 1) throw new Malformed(where, `version ${number}`);
  return {
    version: number,
    hash,
    hashOid,
    hashes: readHashes(required(list, asn1.sequence, where), hash),
    ldsVersion: versions === undefined ? null : readLdsVersion(versions),
  };
}

function readHashes(list: Tlv, hash: HashName | null): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  for (const entry of readTlvs(list.value, where)) {
    const [number, value] = readSequence(entry.raw, where);
    const group = readSmall(number, where);
    if (group < 1 || group > LAST_DATA_GROUP) throw new Malformed(where, `data group ${group}`);
    if (found.has(group)) throw new Malformed(where, `data group ${group} twice`);
    const expected = required(value, asn1.octetString, where).value;
    if (hash !== null && expected.length !== hashes[hash].length) throw new Malformed(where, 'hash of another length');
    found.set(group, expected);
  }
  if (found.size === 0) throw new Malformed(where, 'no hashes');
  return found;
}

function readLdsVersion(versions: Tlv): string {
  const [lds] = readSequence(versions.raw, where);
  if (lds === undefined || lds.value.length > 8) throw new Malformed(where, 'version information');
  return String.fromCharCode(...lds.value);
}

/**
 * The LDSSecurityObject inside EF.SOD, taken out **without** looking at the signature: enough to know which groups to
 * read, never enough to believe them. @throws Malformed
 */
export function unverifiedSecurityObject(efSod: Uint8Array): LdsSecurityObject {
  const at = 'EF.SOD';
  const [type, content] = readSequence(readTlv(contentOf(efSod, 'EF.SOD'), at).raw, at);
  if (readOid(type, at) !== signedData) throw new Malformed(at, 'no SignedData');
  const [, , encapsulated] = readSequence(required(content, 0xa0, at).value, at);
  const [, econtent] = readSequence(required(encapsulated, asn1.sequence, at).raw, at);
  const octets = readTlv(required(econtent, 0xa0, at).value, at);
  return parseLdsSecurityObject(required(octets, asn1.octetString, at).value);
}
