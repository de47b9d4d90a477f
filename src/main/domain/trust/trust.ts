import type { Anchor, TrustSummary } from '#contract/trust.ts';
import { toHex } from '#domain/bytes.ts';
import { hash } from '#domain/crypto/hash.ts';
import { describeKey } from '#domain/crypto/public-key.ts';
import { describeAlgorithm } from '#domain/crypto/signature.ts';
import { type AuthorityIndex, claimsIssuer, createAuthorityIndex, issuersOf } from './authority-index.ts';
import { type Certificate, certificateOrNull, isSelfIssued, isSignedBy } from './certificate.ts';

/** A trust anchor as the store keeps it: a CSCA certificate (DER) and where it came from. */
export type StoredAnchor = {
  readonly der: Uint8Array;
  readonly origin: string;
  readonly vouchedBy: Anchor['vouchedBy'];
  /** ISO 8601. */
  readonly importedAt: string;
};

/** A stored anchor with its certificate taken apart. */
export type TrustAnchor = StoredAnchor & { readonly certificate: Certificate };

/** What was found of the authority that issued a certificate. */
export type IssuerSearch =
  /** Anchors whose key made the signature (several when a key has a root and a link certificate). */
  | { readonly state: 'found'; readonly anchors: readonly TrustAnchor[] }
  /** The certificate names an anchor by key and name, but that key did not sign it. */
  | { readonly state: 'denied'; readonly anchor: TrustAnchor }
  | { readonly state: 'none' };

/** The CSCA certificates that are believed. */
export type Trust = {
  readonly anchors: readonly TrustAnchor[];
  /** Whether a certificate (SHA-256, lower-case hex) is an anchor. */
  has(fingerprint: string): boolean;
  /** The anchors that issued `certificate`: by key identifier and signature, never by name alone (ICAO 9303-12 §7.1.1). */
  issuers(certificate: Certificate): IssuerSearch;
};

type Parsed = {
  readonly anchors: readonly TrustAnchor[];
  readonly fingerprints: ReadonlySet<string>;
  readonly index: AuthorityIndex<TrustAnchor>;
};

/** Makes the trust of stored anchors. They are taken apart when trust is first asked, their keys when first needed. */
export function createTrust(stored: readonly StoredAnchor[]): Trust {
  let parsed: Parsed | null = null;
  const ready = (): Parsed => {
    parsed ??= parseAnchors(stored);
    return parsed;
  };
  return {
    get anchors() {
      return ready().anchors;
    },
    has: (fingerprint) => ready().fingerprints.has(fingerprint),
    issuers: (certificate) => searchIssuers(ready().index, certificate),
  };
}

function parseAnchors(stored: readonly StoredAnchor[]): Parsed {
  const anchors = stored.flatMap((anchor) => {
    // A damaged row of the store takes away one anchor, not the trust in all others.
    const certificate = certificateOrNull(anchor.der);
    return certificate ? [{ ...anchor, certificate }] : [];
  });
  const index = createAuthorityIndex<TrustAnchor>();
  for (const anchor of anchors) index.add(anchor);
  return { anchors, index, fingerprints: new Set(anchors.map(({ certificate }) => certificate.fingerprint)) };
}

function searchIssuers(index: AuthorityIndex<TrustAnchor>, certificate: Certificate): IssuerSearch {
  const anchors = issuersOf(index, certificate);
  if (anchors.length > 0) return { state: 'found', anchors };
  const denied = index.candidates(certificate).find((anchor) => claimsIssuer(certificate, anchor.certificate));
  return denied ? { state: 'denied', anchor: denied } : { state: 'none' };
}

/** How lists show an anchor. What is stored and is no certificate is shown too, so that it can be removed; it proves nothing. */
export function describeAnchor(stored: StoredAnchor): Anchor {
  const certificate = certificateOrNull(stored.der);
  if (certificate === null) return unreadable(stored);
  const { algorithm, subject, issuer } = certificate;
  return {
    fingerprint: certificate.fingerprint,
    subject: subject.text,
    country: subject.country || issuer.country,
    serial: certificate.serial,
    notBefore: new Date(certificate.notBefore).toISOString(),
    notAfter: new Date(certificate.notAfter).toISOString(),
    key: describeKey(certificate.key()),
    signature: algorithm ? describeAlgorithm(algorithm) : '',
    kind: isRoot(certificate) ? 'root' : 'link',
    origin: stored.origin,
    vouchedBy: stored.vouchedBy,
    importedAt: stored.importedAt,
  };
}

function unreadable({ der, origin, vouchedBy, importedAt }: StoredAnchor): Anchor {
  const never = new Date(0).toISOString();
  const nothing = { subject: '?', country: '', serial: '', notBefore: never, notAfter: never, key: '', signature: '' };
  return { ...nothing, fingerprint: toHex(hash('SHA-256', der)), kind: 'root', origin, vouchedBy, importedAt };
}

/** Key identifiers tell roots from links; the signature is asked only where they do not. */
function isRoot(certificate: Certificate): boolean {
  const { subjectKeyId, authorityKeyId } = certificate.extensions;
  if (!isSelfIssued(certificate)) return false;
  if (authorityKeyId === null || subjectKeyId === null) return isSignedBy(certificate, certificate);
  return authorityKeyId === subjectKeyId;
}

/** The age and size of a set of anchors, for the foot line; the demo's own anchors have no date of import. */
export function summariseTrust(anchors: readonly Anchor[]): TrustSummary {
  const imported = anchors.filter(({ vouchedBy }) => vouchedBy.by !== 'demo').map(({ importedAt }) => importedAt);
  return {
    anchors: anchors.length,
    countries: new Set(anchors.map(({ country }) => country).filter((country) => country !== '')).size,
    newestImport: imported.sort().at(-1) ?? null,
    revocationLists: 0,
  };
}
