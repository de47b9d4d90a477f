import type { Check, Reason, Verdict } from '#contract/verdict.ts';
import { type Certificate, isSelfIssued } from '#domain/trust/certificate.ts';
import type { Period } from '#domain/trust/certificate-extensions.ts';
import type { IssuerSearch, TrustAnchor } from '#domain/trust/trust.ts';
import { isOtherState } from './issuing-state.ts';
import { check, type Verification, withoutSod } from './verification.ts';

const HOUR = 3_600_000;

/** From when to when the data may have been signed, in milliseconds since 1970. */
type Span = { readonly from: number; readonly until: number };

/** What the check found, and the anchor the chain ends in. */
export type SignerResult = { readonly check: Check; readonly anchor: TrustAnchor | null };

/**
 * Is the document signer one that a believed authority allowed to sign documents at that time (ICAO 9303-11 §5.1, step 2, 9303-12 §7)?
 * Facts: `signer`, `validFrom`, `validUntil`, `anchor`, `country`.
 */
export function checkSigner(verification: Verification): SignerResult {
  const { sod, trust } = verification;
  if (sod.state !== 'read') return { check: withoutSod('signer', verification), anchor: null };
  const { certificate } = sod;
  if (certificate === null) {
    const reason = sod.signature === 'signerMalformed' ? 'signer.malformed' : 'sod.noSigner';
    return { check: check('signer', 'unknown', { reasons: [reason] }), anchor: null };
  }
  const span = spanOf(verification.signedAt);
  const search: IssuerSearch = certificate.algorithm === null ? { state: 'none' } : trust.issuers(certificate);
  // Where nobody says when the data were signed, the authority must at least have been valid when it made their signer.
  const needed = span ?? { from: certificate.notBefore, until: Number.POSITIVE_INFINITY };
  const anchor = search.state === 'found' ? chooseAnchor(search.anchors, needed) : null;
  const facts = factsOf(certificate, anchor);
  if (search.state === 'denied') {
    return { check: check('signer', 'failed', { reasons: ['signer.signatureBad'], facts }), anchor: null };
  }
  const gaps = gapsOf(verification, { certificate, anchor, span, needed });
  if (gaps.length > 0) return { check: check('signer', 'unknown', { reasons: gaps, facts }), anchor };
  const remarks: readonly Reason[] = span === null ? ['signer.signingTimeUnknown'] : [];
  return { check: check('signer', span === null ? 'warning' : 'passed', { reasons: remarks, facts }), anchor };
}

function factsOf(certificate: Certificate, anchor: TrustAnchor | null): Check['facts'] {
  return {
    signer: certificate.subject.text,
    validFrom: new Date(certificate.notBefore).toISOString(),
    validUntil: new Date(certificate.notAfter).toISOString(),
    anchor: anchor?.certificate.subject.text ?? '',
    country: anchor?.certificate.subject.country ?? '',
  };
}

type Chain = {
  readonly certificate: Certificate;
  readonly anchor: TrustAnchor | null;
  readonly span: Span | null;
  /** When the authority must have been valid. */
  readonly needed: Span;
};

/** Without an anchor nothing else that the certificate says is worth judging. */
function gapsOf(verification: Verification, { certificate, anchor, span, needed }: Chain): readonly Reason[] {
  if (certificate.algorithm === null) return ['signer.algorithmUnknown'];
  if (anchor === null) return ['signer.noAnchor'];
  const ofAnchor = anchorGaps(verification, certificate, { authority: anchor.certificate, needed });
  return [...ofAnchor, ...certificateGaps(certificate, verification, span)];
}

type Authority = { readonly authority: Certificate; readonly needed: Span };

function anchorGaps(
  verification: Verification,
  certificate: Certificate,
  { authority, needed }: Authority,
): readonly Reason[] {
  const gaps: Reason[] = [];
  // The authority's key signed when the signer's certificate began, so that must not lie past the end of the key's use. A beginning
  // before that of the key is left alone: certificates are dated back by hours.
  const lastSigning = authority.extensions.privateKeyUsagePeriod?.notAfter ?? null;
  const keyEnded = lastSigning !== null && certificate.notBefore > lastSigning;
  if (keyEnded || !isWithin(needed, authority)) gaps.push('signer.anchorNotValid');
  if (isOtherState(verification.files.get('DG1'), authority.subject.country)) gaps.push('signer.otherState');
  return gaps;
}

function certificateGaps(certificate: Certificate, { now }: Verification, span: Span | null): readonly Reason[] {
  const { unknownCritical, keyUsage, privateKeyUsagePeriod, extendedKeyUsage, basicConstraints } =
    certificate.extensions;
  const gaps: Reason[] = [];
  // Where nobody says when the data were signed, it was at least before now.
  const signed = span ?? { from: 0, until: now.getTime() };
  const open: Period = { notBefore: null, notAfter: null };
  const inTime =
    span === null
      ? certificate.notBefore <= signed.until
      : isWithin(signed, certificate) && isWithin(signed, privateKeyUsagePeriod ?? open);
  if (!inTime) gaps.push('signer.notValidAtSigning');
  // keyUsage is mandatory in a document signer's certificate (ICAO 9303-12 table 5); one made for something else says so there.
  const maySign =
    keyUsage?.has('digitalSignature') === true && extendedKeyUsage === null && basicConstraints?.ca !== true;
  if (!maySign) gaps.push('signer.keyUsage');
  if (unknownCritical.length > 0) gaps.push('signer.criticalExtension');
  return gaps;
}

/** Of several certificates of the issuing key, the one that was valid, and a root rather than a link. */
function chooseAnchor(anchors: readonly TrustAnchor[], needed: Span): TrustAnchor | null {
  const valid = anchors.filter(({ certificate }) => isWithin(needed, certificate));
  const eligible = valid.length > 0 ? valid : anchors;
  return eligible.find(({ certificate }) => isSelfIssued(certificate)) ?? eligible[0] ?? null;
}

function isWithin({ from, until }: Span, { notBefore, notAfter }: Period): boolean {
  return (notBefore === null || until >= notBefore) && (notAfter === null || from <= notAfter);
}

/** A date of issue is a day somewhere on Earth (UTC+14 to UTC−12); a signed time is a moment. */
function spanOf(signedAt: Verdict['signedAt']): Span | null {
  if (signedAt === null) return null;
  const moment = Date.parse(signedAt.iso);
  if (signedAt.source === 'signedAttribute') return { from: moment, until: moment };
  return { from: moment - 14 * HOUR, until: moment + 36 * HOUR };
}
