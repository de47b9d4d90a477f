import type { FailureCode } from '#contract/failures.ts';
import type { Refused } from '#contract/trust.ts';
import { type AuthorityIndex, createAuthorityIndex, issuersOf, type WithCertificate } from './authority-index.ts';
import { type Certificate, certificateOrNull, isAuthority, isSelfIssued, isSignedBy } from './certificate.ts';
import type { ImportOutcome, ImportRequest } from './import-trust.ts';
import type { StoredAnchor } from './trust.ts';

type Source = Pick<StoredAnchor, 'origin' | 'vouchedBy'>;
type Candidate = { readonly certificate: Certificate; readonly source: Source };
/** A certificate that does not prove itself, and how many possible issuers it has been tried against. */
type Link = Candidate & { tried: number };

/** How many certificates are judged before others get their turn. */
const BATCH = 8;

/** One import under way: what is accepted, what is refused, and the link certificates that still wait for their issuer. */
export class ImportRun {
  readonly #request: ImportRequest;
  readonly #accepted: Candidate[] = [];
  readonly #refused: Refused[] = [];
  readonly #seen = new Set<string>();
  readonly #counts = new Map<string, { done: number; readonly total: number }>();
  readonly #index: AuthorityIndex<WithCertificate> = createAuthorityIndex();
  #links: Link[] = [];
  #sincePause = 0;

  constructor(request: ImportRequest) {
    this.#request = request;
    for (const anchor of request.trust.anchors) this.#index.add(anchor);
  }

  /** Notes that something is refused. */
  refuse(subject: string, code: FailureCode): void {
    this.#refused.push({ subject, code });
  }

  /** Roots accepted so far that the operator gave as files of their own. */
  operatorRoots(): readonly Certificate[] {
    const given = this.#accepted.filter(({ source }) => source.vouchedBy.by === 'operator');
    return given.map(({ certificate }) => certificate);
  }

  /** Judges the certificates of one file; link certificates are put aside for `proveLinks`. */
  async judge(ders: readonly Uint8Array[], source: Source): Promise<void> {
    this.#counts.set(source.origin, { done: 0, total: ders.length });
    for (const der of ders) {
      if (this.#judgeOne(der, source)) await this.#decided(source.origin);
      else await this.#breathe();
    }
  }

  #judgeOne(der: Uint8Array, source: Source): boolean {
    const certificate = certificateOrNull(der);
    if (certificate === null) {
      this.refuse(source.origin, 'trust.malformed');
      return true;
    }
    const code = this.#isKnown(certificate) ? 'trust.duplicate' : defectOf(certificate);
    if (code !== null) this.refuse(certificate.subject.text, code);
    else if (provesItself(certificate)) this.#accept({ certificate, source });
    else {
      this.#links.push({ certificate, source, tried: 0 });
      return false;
    }
    return true;
  }

  #isKnown({ fingerprint }: Certificate): boolean {
    if (this.#seen.has(fingerprint) || this.#request.trust.has(fingerprint)) return true;
    this.#seen.add(fingerprint);
    return false;
  }

  #accept(candidate: Candidate): void {
    this.#accepted.push(candidate);
    this.#index.add(candidate);
  }

  /** Accepts the link certificates that accepted authorities signed, and so on from these; refuses the rest. */
  async proveLinks(): Promise<void> {
    for (let waiting = Number.POSITIVE_INFINITY; this.#links.length < waiting; ) {
      waiting = this.#links.length;
      await this.#provePass();
    }
    for (const { certificate, source } of this.#links) {
      this.refuse(certificate.subject.text, unprovedCode(certificate));
      await this.#decided(source.origin);
    }
    this.#links = [];
  }

  async #provePass(): Promise<void> {
    const unproved: Link[] = [];
    for (const link of this.#links) {
      const candidates = this.#index.candidates(link.certificate).length;
      if (candidates > link.tried && this.#isProved(link)) {
        this.#accept(link);
        await this.#decided(link.source.origin);
      } else {
        unproved.push({ ...link, tried: candidates });
        await this.#breathe();
      }
    }
    this.#links = unproved;
  }

  /** Only a proved list may vouch for a link from one state's authority to another's (Bermuda's and Britain's vouch for each other). */
  #isProved({ certificate, source }: Candidate): boolean {
    const issuers = issuersOf(this.#index, certificate);
    const isOfState = (issuer: Certificate) => issuer.subject.country === certificate.subject.country;
    return issuers.some((issuer) => source.vouchedBy.by === 'masterList' || isOfState(issuer.certificate));
  }

  async #decided(file: string): Promise<void> {
    const count = this.#counts.get(file);
    if (count === undefined) return;
    count.done += 1;
    if (count.done % BATCH === 0 || count.done === count.total) this.#request.onProgress?.({ file, ...count });
    await this.#breathe();
  }

  async #breathe(): Promise<void> {
    this.#sincePause += 1;
    if (this.#sincePause % BATCH !== 0) return;
    await new Promise((resume) => setTimeout(resume));
    this.#request.signal?.throwIfAborted();
  }

  /** What the import brought; complete after `proveLinks`. */
  outcome(): ImportOutcome {
    const importedAt = this.#request.now.toISOString();
    const accepted = this.#accepted.map(({ certificate, source }) => ({ der: certificate.der, ...source, importedAt }));
    return { accepted, refused: this.#refused };
  }
}

/** Why a certificate cannot be an anchor, whoever signed it. */
function defectOf(certificate: Certificate): FailureCode | null {
  if (certificate.algorithm === null || certificate.key().kind === 'unknown') return 'trust.algorithmUnknown';
  if (certificate.extensions.unknownCritical.length > 0) return 'trust.criticalExtension';
  return isAuthority(certificate) ? null : 'trust.notAuthority';
}

/** A root: self-issued and signed by its own key. Where key identifiers name another key, the signature need not be tried. */
function provesItself(certificate: Certificate): boolean {
  const { subjectKeyId, authorityKeyId } = certificate.extensions;
  if (!isSelfIssued(certificate)) return false;
  const namesAnother = authorityKeyId !== null && subjectKeyId !== null && authorityKeyId !== subjectKeyId;
  return !namesAnother && isSignedBy(certificate, certificate);
}

/** A certificate that names its own key and fails under it is a broken root; any other lacks an issuer. */
function unprovedCode(certificate: Certificate): FailureCode {
  const { subjectKeyId, authorityKeyId } = certificate.extensions;
  const namesItself = isSelfIssued(certificate) && authorityKeyId !== null && authorityKeyId === subjectKeyId;
  return namesItself ? 'trust.selfSignature' : 'trust.linkUnproved';
}
