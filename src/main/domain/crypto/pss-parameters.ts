import { readTlvs, type Tlv } from '#domain/chip/tlv.ts';
import { asn1, readAlgorithm, readSmall, readWhole } from './der.ts';
import { type HashName, hashByOid } from './hash.ts';

/** Parameters of RSASSA-PSS: both hashes, the salt length in bytes; trailer 1 stands for the byte BC (RFC 8017 §A.2.3). */
export type PssParameters = {
  readonly hash: HashName;
  readonly mgfHash: HashName;
  readonly saltLength: number;
  readonly trailer: 1;
};

const where = 'RSASSA-PSS-params';
const mgf1 = '1.2.840.113549.1.1.8';

/**
 * RSASSA-PSS-params with the defaults of RFC 8017 §A.2.3 (SHA-1, MGF1 with SHA-1, 20 bytes of salt) for whatever is absent.
 * Null when it names a hash, mask function or trailer that this desk does not know. @throws Malformed
 */
export function parsePssParameters(parameters: Tlv | null): PssParameters | null {
  if (parameters === null || parameters.tag === asn1.null) {
    return { hash: 'SHA-1', mgfHash: 'SHA-1', saltLength: 20, trailer: 1 };
  }
  const members = readTlvs(readWhole(parameters.raw, asn1.sequence, where).value, where);
  const member = (number: number) => members.find(({ tag }) => tag === 0xa0 + number)?.value;
  const hash = hashOf(member(0));
  const mgfHash = maskHashOf(member(1));
  const saltLength = smallOf(member(2), 20);
  const trailer = smallOf(member(3), 1);
  if (hash === null || mgfHash === null || trailer !== 1) return null;
  return { hash, mgfHash, saltLength, trailer };
}

function hashOf(algorithm: Uint8Array | undefined): HashName | null {
  return algorithm === undefined ? 'SHA-1' : hashByOid(readAlgorithm(algorithm, where).oid);
}

function maskHashOf(algorithm: Uint8Array | undefined): HashName | null {
  if (algorithm === undefined) return 'SHA-1';
  const { oid, parameters } = readAlgorithm(algorithm, where);
  return oid === mgf1 && parameters !== null ? hashByOid(readAlgorithm(parameters.raw, where).oid) : null;
}

function smallOf(integer: Uint8Array | undefined, absent: number): number {
  return integer === undefined ? absent : readSmall(readWhole(integer, asn1.integer, where), where);
}
