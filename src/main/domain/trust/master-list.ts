import type { FailureCode } from '#contract/failures.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { readTlvs } from '#domain/chip/tlv.ts';
import { readSmall } from '#domain/crypto/der.ts';
import { isWeakHash, isWeakKey } from './algorithm-policy.ts';
import { claimsIssuer, createAuthorityIndex, issuersOf } from './authority-index.ts';
import { type Certificate, isAuthority } from './certificate.ts';
import { derTag, sequence } from './der.ts';
import {
  carriedCertificates,
  checkSignature,
  type SignedData,
  type SignerInfo,
  signerCertificate,
} from './signed-data.ts';

/** A CSCA master list (ICAO 9303-12 §9.2): its certificates, unproved, and the message that is to prove them. */
export type MasterList = { readonly message: SignedData; readonly certificates: readonly Uint8Array[] };

/** id-icao-mrtd-security-cscaMasterList and the signing key that goes with it (ICAO 9303-12 §9.2, §7.1.3). */
const masterListContent = '2.23.136.1.1.2';
const masterListSigning = '2.23.136.1.1.3';
/** No state has more than some dozens of certificates. */
const MAX_CERTIFICATES = 10_000;
const MAX_CHAIN = 5;

/** Whether a CMS message says that it is a master list. */
export function isMasterList({ contentType }: SignedData): boolean {
  return contentType === masterListContent;
}

/** Takes a master list apart. @throws Malformed, also for a CMS message about something else */
export function parseMasterList(message: SignedData): MasterList {
  if (!isMasterList(message)) throw new Malformed('CscaMasterList', 'another content type');
  const members = sequence(message.content, 'CscaMasterList');
  if (readSmall(members.any(), 'CscaMasterList') > 1) throw new Malformed('CscaMasterList', 'unknown version');
  const certificates = readTlvs(members.take(derTag.set).value, 'CscaMasterList').map(({ raw }) => raw);
  if (certificates.length > MAX_CERTIFICATES) throw new Malformed('CscaMasterList', 'too many certificates');
  return { message, certificates };
}

/** Who a list may be proved by: roots the operator gave, and authorities that may stand between them and the signer. */
export type ListTrust = { readonly roots: readonly Certificate[]; readonly between: readonly Certificate[] };

/** What became of a list: its signer's name, or the code that says why the list is not believed. */
export type ListJudgement =
  | { readonly state: 'proved'; readonly signer: string }
  | { readonly state: 'refused'; readonly signer: string; readonly code: FailureCode };

/** Judges the signature of a master list up to one of the roots. No certificate of the list itself is used. @throws Malformed */
export function judgeMasterList({ message }: MasterList, trust: ListTrust, now: Date): ListJudgement {
  const [signerInfo] = message.signers;
  if (signerInfo === undefined) return { state: 'refused', signer: '', code: 'trust.listSignature' };
  const signer = signerCertificate(message, signerInfo);
  if (signer.state !== 'found') return { state: 'refused', signer: '', code: 'trust.listSignature' };
  const { certificate } = signer;
  const between = [...carriedCertificates(message), ...trust.between];
  const code =
    judgeSigner(message, { signerInfo, certificate }, now) ?? judgeChain(certificate, { roots: trust.roots, between });
  const name = certificate.subject.text;
  return code === null ? { state: 'proved', signer: name } : { state: 'refused', signer: name, code };
}

type Signing = { readonly signerInfo: SignerInfo; readonly certificate: Certificate };

function judgeSigner(message: SignedData, { signerInfo, certificate }: Signing, now: Date): FailureCode | null {
  const { extendedKeyUsage, unknownCritical, keyUsage } = certificate.extensions;
  const signature = checkSignature(message, signerInfo, certificate);
  if (signature === 'unknownAlgorithm') return 'trust.algorithmUnknown';
  const weak = [signerInfo.digest, signerInfo.algorithm?.hash].some((hash) => hash && isWeakHash(hash));
  if (signature === 'bad' || weak || isWeakKey(certificate.key())) return 'trust.listSignature';
  const maySign = extendedKeyUsage?.includes(masterListSigning) === true && keyUsage?.has('digitalSignature') !== false;
  if (!maySign) return 'trust.listSignature';
  if (unknownCritical.length > 0) return 'trust.criticalExtension';
  const signedAt = signerInfo.attributes?.signingTime ?? now.getTime();
  return signedAt < certificate.notBefore || signedAt > certificate.notAfter ? 'trust.expired' : null;
}

/** Walks from the signer up to a root, over link certificates if it must. */
function judgeChain(signer: Certificate, { roots, between }: ListTrust): FailureCode | null {
  const trusted = createAuthorityIndex<{ certificate: Certificate }>();
  for (const certificate of roots) trusted.add({ certificate });
  const links = createAuthorityIndex<{ certificate: Certificate }>();
  for (const certificate of between.filter(mayIssue)) links.add({ certificate });
  const seen = new Set<string>();
  let level: readonly Certificate[] = [signer];
  for (let depth = 0; depth < MAX_CHAIN && level.length > 0; depth++) {
    if (level.some((certificate) => issuersOf(trusted, certificate).length > 0)) return null;
    for (const certificate of level) seen.add(certificate.fingerprint);
    const above = level.flatMap((certificate) => issuersOf(links, certificate)).map(({ certificate }) => certificate);
    level = above.filter(({ fingerprint }) => !seen.has(fingerprint));
  }
  return roots.some((root) => claimsIssuer(signer, root)) ? 'trust.listSignature' : 'trust.listNoRoot';
}

function mayIssue(certificate: Certificate): boolean {
  return isAuthority(certificate) && certificate.extensions.unknownCritical.length === 0;
}
