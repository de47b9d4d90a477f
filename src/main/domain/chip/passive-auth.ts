import type { Evidence, FileName } from '#contract/evidence.ts';
import { equal } from '#domain/bytes.ts';
import { hash } from '#domain/crypto/hash.ts';
import type { Certificate } from '#domain/trust/certificate.ts';
import {
  checkSignature,
  parseSignedData,
  type SignedData,
  type SignerInfo,
  signerCertificate,
} from '#domain/trust/signed-data.ts';
import { dataGroupName, dataGroupNumber } from './elementary-files.ts';
import { contentOf } from './lds/data-group.ts';
import { type LdsSecurityObject, parseLdsSecurityObject } from './lds/security-object.ts';
import { Malformed } from './malformed.ts';

/** How the signature of a SOD came out under the certificate it carries. */
export type SodSignature = 'good' | 'bad' | 'unknownAlgorithm' | 'noSigner' | 'signerMalformed';

/** EF.SOD taken apart and its signature verified; nothing is said here of who the signer is. */
export type Sod =
  | { readonly state: 'missing' }
  | { readonly state: 'malformed' }
  | {
      readonly state: 'read';
      readonly object: LdsSecurityObject;
      readonly signer: SignerInfo;
      /** The document signer's certificate, if the SOD carries it whole. */
      readonly certificate: Certificate | null;
      readonly signature: SodSignature;
    };

/** id-icao-mrtd-security-ldsSecurityObject (ICAO 9303-10 §4.6.2). */
const ldsSecurityObject = '2.23.136.1.1.1';

/** Takes EF.SOD apart and verifies its signature (ICAO 9303-11 §5.1, steps 1 and 3). Of several signers the first counts. Never throws. */
export function openSod(efSod: Uint8Array | undefined): Sod {
  if (efSod === undefined) return { state: 'missing' };
  try {
    const data = parseSignedData(contentOf(efSod, 'EF.SOD'));
    if (data.contentType !== ldsSecurityObject) return { state: 'malformed' };
    const object = parseLdsSecurityObject(data.content);
    const [signer] = data.signers;
    return signer === undefined ? { state: 'malformed' } : { state: 'read', object, signer, ...verify(data, signer) };
  } catch (error) {
    if (error instanceof Malformed) return { state: 'malformed' };
    throw error;
  }
}

function verify(data: SignedData, signer: SignerInfo): { certificate: Certificate | null; signature: SodSignature } {
  const found = signerCertificate(data, signer);
  switch (found.state) {
    case 'absent':
      return { certificate: null, signature: 'noSigner' };
    case 'malformed':
      return { certificate: null, signature: 'signerMalformed' };
    case 'found':
      return { certificate: found.certificate, signature: checkSignature(data, signer, found.certificate) };
  }
}

/** The data groups that are there against those that the SOD lists, each group in exactly one row. */
export type GroupComparison = {
  /** Hash as listed. */
  readonly matched: ReadonlySet<FileName>;
  /** Another hash than listed. */
  readonly mismatched: readonly FileName[];
  /** There, but not listed. */
  readonly unlisted: readonly FileName[];
  /** Listed, but not there. */
  readonly missing: readonly FileName[];
  /** There and listed, but hashed with a function this desk does not know. */
  readonly uncomputable: readonly FileName[];
};

/**
 * Compares the hash of every group, over its raw bytes, with the one listed (ICAO 9303-11 §5.1, step 4). Every entry is judged, so that
 * a group that comes twice has no second, unseen face.
 */
export function compareGroups(files: Evidence['files'], { hash: name, hashes }: LdsSecurityObject): GroupComparison {
  const rows = { matched: [], mismatched: [], unlisted: [], uncomputable: [] };
  const sorted: Record<Exclude<keyof GroupComparison, 'missing'>, FileName[]> = rows;
  for (const { name: file, bytes } of files) {
    const number = dataGroupNumber(file);
    if (number === null) continue;
    const listed = hashes.get(number);
    if (listed === undefined) sorted.unlisted.push(file);
    else if (name === null) sorted.uncomputable.push(file);
    else if (equal(hash(name, bytes), listed)) sorted.matched.push(file);
    else sorted.mismatched.push(file);
  }
  const there = new Set(files.map((file) => file.name));
  const listedNames = [...hashes.keys()].map(dataGroupName).filter((file) => file !== null);
  const matched = sorted.matched.filter((file) => !sorted.mismatched.includes(file));
  return { ...sorted, matched: new Set(matched), missing: listedNames.filter((file) => !there.has(file)) };
}
