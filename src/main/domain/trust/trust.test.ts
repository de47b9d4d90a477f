import { describe, expect, it } from 'vitest';
import { testName } from '#fixtures/pki/certificate.ts';
import { bits, integer, sequence, time } from '#fixtures/pki/der.ts';
import { ecKey, publicKeyInfo, sign, signatureAlgorithm, usualSigning } from '#fixtures/pki/keys.ts';
import { authority, testPki, years } from '#fixtures/pki/test-pki.ts';
import { forgedChainSigner, impostor, selfIssuedLink, signerOf, strangeAuthority } from '#fixtures/pki/variants.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { parseCertificate } from './certificate.ts';
import { createTrust, describeAnchor, type StoredAnchor, summariseTrust } from './trust.ts';

const pki = testPki();
const stored = (der: Uint8Array, over: Partial<StoredAnchor> = {}): StoredAnchor => ({
  der,
  origin: 'mau.cer',
  vouchedBy: { by: 'operator' },
  importedAt: '2026-11-22T00:00:00.000Z',
  ...over,
});
const trustIn = (...ders: readonly Uint8Array[]) => createTrust(ders.map((der) => stored(der)));
const documentSigner = parseCertificate(pki.signerFor(new Date('2023-05-05Z')).certificate);

describe('issuers', () => {
  it('are found by key identifier and signature', () => {
    const found = trustIn(...pki.anchors).issuers(documentSigner);
    expect(found).toMatchObject({
      state: 'found',
      anchors: [{ origin: 'mau.cer', certificate: { serial: '4d415501' } }],
    });
  });

  it('are not found in an empty trust or among strangers', () => {
    expect(trustIn().issuers(documentSigner).state).toBe('none');
    expect(trustIn(strangeAuthority().certificate).issuers(documentSigner).state).toBe('none');
  });

  it('are not found by name: an anchor of the same name with another key proves nothing', () => {
    expect(trustIn(impostor().certificate).issuers(documentSigner).state).toBe('none');
  });

  it('deny a certificate that names their key and name but that they did not sign', () => {
    const forged = parseCertificate(forgedChainSigner(pki).certificate);
    expect(trustIn(...pki.anchors).issuers(forged).state).toBe('denied');
    expect(trustIn(impostor().certificate).issuers(forged).state).toBe('none');
  });

  it('are found by name or country where the certificate names no key, but only by signature', () => {
    const nameless = withoutKeyId(pki.csca.name);
    expect(trustIn(impostor().certificate, pki.csca.certificate).issuers(nameless)).toMatchObject({
      state: 'found',
      anchors: [{ certificate: { fingerprint: parseCertificate(pki.csca.certificate).fingerprint } }],
    });
    expect(trustIn(impostor().certificate).issuers(nameless).state).toBe('none');
    expect(trustIn(pki.csca.certificate).issuers(withoutKeyId(testName('TÊN KHÁC'))).state).toBe('found');
  });

  it('include root and link certificate of the same key', () => {
    const { root, link } = selfIssuedLink(pki);
    const signer = parseCertificate(signerOf(root).certificate);
    expect(trustIn(link, root.certificate).issuers(signer)).toMatchObject({ state: 'found', anchors: { length: 2 } });
  });

  it('are missed by one when one stored row is damaged, and by no more', () => {
    const trust = trustIn(Uint8Array.of(0x30, 0x80), pki.csca.certificate);
    expect(trust.anchors).toHaveLength(1);
    expect(trust.issuers(documentSigner).state).toBe('found');
  });
});

/** A certificate without any extension, as the first ones were. */
function withoutKeyId(issuerName: Uint8Array) {
  const signing = usualSigning(pki.csca.key);
  const algorithm = signatureAlgorithm(signing);
  const validity = sequence(time(new Date('2021-01-01Z')), time(new Date('2030-01-01Z')));
  const keyInfo = publicKeyInfo(ecKey('nameless', 'P-256'));
  const body = sequence(integer(9), algorithm, issuerName, validity, testName('DS MẪU'), keyInfo);
  return parseCertificate(sequence(body, algorithm, bits(sign(pki.csca.key, signing, body))));
}

describe('describeAnchor', () => {
  it('shows a root', () => {
    expect(describeAnchor(stored(vector('pki/csca-vietnam.der')))).toEqual({
      fingerprint: '6b5fa6fe45cc4e855a73760413e08b7a9ac50a27722c702f3909a90facc991bd',
      subject: 'CN=CSCA ePassport Vietnam,O=Vietnam Government Information Security Commission,C=VN',
      country: 'VN',
      serial: '506f1357a3a196c24dc32cf464140cae',
      notBefore: '2022-06-29T01:37:07.000Z',
      notAfter: expect.stringMatching(/^2037-10-01T/),
      key: 'ECDSA brainpoolP512r1',
      signature: 'ECDSA SHA-512',
      kind: 'root',
      origin: 'mau.cer',
      vouchedBy: { by: 'operator' },
      importedAt: '2026-11-22T00:00:00.000Z',
    });
  });

  it('tells links from roots, also where both have one name', () => {
    expect(describeAnchor(stored(pki.link)).kind).toBe('link');
    expect(describeAnchor(stored(selfIssuedLink(pki).link)).kind).toBe('link');
    expect(describeAnchor(stored(authority('MẪU', ecKey('x', 'P-256'), years(2020, 2030)).certificate)).kind).toBe(
      'root',
    );
  });
});

describe('what is stored and is no certificate', () => {
  it('is shown so that it can be removed, and takes nothing from the other anchors', () => {
    const broken = stored(Uint8Array.of(0x30, 0x03, 1, 2, 3));
    const shown = describeAnchor(broken);
    expect(shown).toMatchObject({ subject: '?', country: '', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(summariseTrust([shown, describeAnchor(stored(pki.link))])).toMatchObject({ anchors: 2, countries: 1 });
    expect(createTrust([broken, stored(pki.csca.certificate)]).anchors).toHaveLength(1);
  });
});

describe('summariseTrust', () => {
  it('counts anchors and countries and takes the latest import that is not the demo', () => {
    const anchors = [
      stored(pki.csca.certificate, { vouchedBy: { by: 'demo' }, importedAt: '2027-01-01T00:00:00.000Z' }),
      stored(vector('pki/csca-vietnam.der')),
      stored(pki.link, { importedAt: '2025-01-01T00:00:00.000Z' }),
    ].map(describeAnchor);
    const summary = { anchors: 3, countries: 1, newestImport: '2026-11-22T00:00:00.000Z', revocationLists: 0 };
    expect(summariseTrust(anchors)).toEqual(summary);
    expect(summariseTrust([])).toEqual({ anchors: 0, countries: 0, newestImport: null, revocationLists: 0 });
  });
});
