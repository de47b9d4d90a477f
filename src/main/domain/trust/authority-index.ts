import { type Certificate, isSignedBy } from './certificate.ts';

/** Something that holds an authority's certificate. */
export type WithCertificate = { readonly certificate: Certificate };

/** Authorities to look issuers up in: by key identifier, name and country. */
export type AuthorityIndex<T extends WithCertificate> = {
  add(authority: T): void;
  /** Those that may have issued `certificate`, likeliest first. Only a signature makes one of them the issuer. */
  candidates(certificate: Certificate): readonly T[];
};

/** An empty index. */
export function createAuthorityIndex<T extends WithCertificate>(): AuthorityIndex<T> {
  const byKeyId = new Map<string, T[]>();
  const byName = new Map<string, T[]>();
  const byCountry = new Map<string, T[]>();
  return {
    add(authority) {
      const { subject, extensions } = authority.certificate;
      if (extensions.subjectKeyId !== null) push(byKeyId, extensions.subjectKeyId, authority);
      push(byName, subject.canonical, authority);
      push(byCountry, subject.country, authority);
    },
    candidates({ issuer, extensions: { authorityKeyId } }) {
      const named = byName.get(issuer.canonical) ?? [];
      if (authorityKeyId === null) return [...new Set([...named, ...(byCountry.get(issuer.country) ?? [])])];
      const nameless = named.filter(({ certificate }) => certificate.extensions.subjectKeyId === null);
      return [...(byKeyId.get(authorityKeyId) ?? []), ...nameless];
    },
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const row = map.get(key);
  if (row) row.push(value);
  else map.set(key, [value]);
}

/** The authorities whose key signed `certificate`: all of those that hold that key, so that the caller may choose by validity. */
export function issuersOf<T extends WithCertificate>(index: AuthorityIndex<T>, certificate: Certificate): readonly T[] {
  const proved: T[] = [];
  const answers = new Map<string, boolean>();
  for (const candidate of index.candidates(certificate)) {
    const keyText = candidate.certificate.subjectPublicKeyInfo.join();
    const known = answers.get(keyText);
    const signed = known ?? isSignedBy(certificate, candidate.certificate);
    answers.set(keyText, signed);
    if (signed) proved.push(candidate);
  }
  return proved;
}

/** Whether `certificate` names `authority` as its issuer by key identifier and name. If the signature denies it, the certificate lies. */
export function claimsIssuer(certificate: Certificate, authority: Certificate): boolean {
  const { authorityKeyId } = certificate.extensions;
  return (
    authorityKeyId !== null &&
    authorityKeyId === authority.extensions.subjectKeyId &&
    certificate.issuer.canonical === authority.subject.canonical
  );
}
