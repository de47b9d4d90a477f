import { describe, expect, it } from 'vitest';
import { concat, toHex } from '#domain/bytes.ts';
import { encodeTlv, readTlv, readTlvs } from '#domain/chip/tlv.ts';
import { describeKey } from '#domain/crypto/public-key.ts';
import { issueCertificate, testName } from '#fixtures/pki/certificate.ts';
import { ecKey } from '#fixtures/pki/keys.ts';
import { testPki, years } from '#fixtures/pki/test-pki.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { certificateOrNull, isAuthority, isSelfIssued, isSignedBy, parseCertificate } from './certificate.ts';

const vietnam = parseCertificate(vector('pki/csca-vietnam.der'));

describe('the Vietnamese passport CSCA', () => {
  it('is read whole (facts of the German master list, openssl x509)', () => {
    expect(vietnam).toMatchObject({
      subject: {
        text: 'CN=CSCA ePassport Vietnam,O=Vietnam Government Information Security Commission,C=VN',
        country: 'VN',
      },
      serial: '506f1357a3a196c24dc32cf464140cae',
      fingerprint: '6b5fa6fe45cc4e855a73760413e08b7a9ac50a27722c702f3909a90facc991bd',
      notBefore: Date.parse('2022-06-29T01:37:07Z'),
      algorithm: { scheme: 'ecdsa', hash: 'SHA-512' },
    });
    expect(new Date(vietnam.notAfter).toISOString()).toMatch(/^2037-10-01/);
    expect(vietnam.extensions).toMatchObject({
      subjectKeyId: '88918f5a25ece37a3e04c52d38a4f2b5123c85c7',
      authorityKeyId: '88918f5a25ece37a3e04c52d38a4f2b5123c85c7',
      basicConstraints: { ca: true, pathLength: 0 },
      privateKeyUsagePeriod: { notAfter: Date.parse('2027-07-01T01:37:07Z') },
      unknownCritical: [],
    });
    expect(vietnam.extensions.revocationAddresses).toContain('http://ca.gov.vn/crl/VNM.crl');
    expect(vietnam.extensions.alternativeNames).toContain('https://npkd.xuatnhapcanh.gov.vn/csca');
    expect([...(vietnam.extensions.keyUsage ?? [])]).toEqual(['keyCertSign', 'cRLSign']);
  });

  it('proves itself with explicit brainpoolP512r1 parameters', () => {
    expect(vietnam.key()).toMatchObject({ kind: 'ec', explicit: true });
    expect(describeKey(vietnam.key())).toBe('ECDSA brainpoolP512r1');
    expect(isSelfIssued(vietnam)).toBe(true);
    expect(isAuthority(vietnam)).toBe(true);
    expect(isSignedBy(vietnam, vietnam)).toBe(true);
    expect(isSignedBy(vietnam, parseCertificate(testPki().csca.certificate))).toBe(false);
  });

  it('is not itself with one byte of the signed part or of the signature changed', () => {
    for (const at of [30, vietnam.der.length - 1]) {
      const changed = certificateOrNull(vietnam.der.map((byte, i) => (i === at ? byte ^ 1 : byte)));
      expect(changed === null || !isSignedBy(changed, vietnam)).toBe(true);
    }
  });
});

describe('extensions', () => {
  const pki = testPki();
  const request = {
    issuer: pki.csca,
    subject: testName('DS MẪU'),
    subjectKey: ecKey('extensions', 'P-256'),
    serial: 7n,
    validity: years(2021, 2030),
  } as const;

  it('of a document signer', () => {
    const der = issueCertificate({ ...request, usage: 'documentSigner', privateKeyUsage: years(2021, 2022) });
    const { extensions } = parseCertificate(der);
    expect(extensions).toMatchObject({ documentTypes: ['I'], basicConstraints: null, extendedKeyUsage: null });
    expect(extensions.privateKeyUsagePeriod).toEqual({ notBefore: Date.UTC(2021, 0), notAfter: Date.UTC(2022, 0) });
    expect(extensions.keyUsage?.has('digitalSignature')).toBe(true);
    expect(isAuthority(parseCertificate(der))).toBe(false);
  });

  it('of a list signer, and unknown critical ones', () => {
    const der = issueCertificate({ ...request, usage: 'listSigner', unknownCritical: true });
    expect(parseCertificate(der).extensions).toMatchObject({
      extendedKeyUsage: ['2.23.136.1.1.3'],
      unknownCritical: ['1.3.6.1.4.1.99999.1'],
    });
  });

  it('may not come twice', () => {
    const twice = withExtensions((list) => [...list, ...list.slice(0, 1)]);
    expect(() => parseCertificate(twice)).toThrow('comes twice');
  });

  it('that only inform may be broken unless they are critical', () => {
    const broken = (critical: readonly Uint8Array[]) =>
      encodeTlv(
        0x30,
        Uint8Array.of(0x06, 0x03, 0x55, 0x1d, 0x1f),
        ...critical,
        encodeTlv(0x04, Uint8Array.of(0x02, 0x01, 0x00)),
      );
    const others = (list: readonly Uint8Array[]) => list.filter((item) => !toHex(item).includes('0603551d1f'));
    const tolerated = withExtensions((list) => [...others(list), broken([])]);
    expect(parseCertificate(tolerated).extensions.revocationAddresses).toEqual([]);
    const critical = withExtensions((list) => [...others(list), broken([Uint8Array.of(0x01, 0x01, 0xff)])]);
    expect(() => parseCertificate(critical)).toThrow('cRLDistributionPoints');
  });
});

/** The Vietnamese CSCA with other extensions; its signature no longer counts. */
function withExtensions(change: (list: readonly Uint8Array[]) => readonly Uint8Array[]): Uint8Array {
  const [body, ...rest] = readTlvs(readTlv(vietnam.der).value);
  const members = readTlvs(body?.value ?? new Uint8Array());
  const list = readTlvs(readTlv(members.at(-1)?.value ?? new Uint8Array()).value).map(({ raw }) => raw);
  const extensions = encodeTlv(0xa3, encodeTlv(0x30, ...change(list)));
  const inner = concat(...members.slice(0, -1).map(({ raw }) => raw), extensions);
  return encodeTlv(0x30, encodeTlv(0x30, inner), ...rest.map(({ raw }) => raw));
}

describe('parseCertificate', () => {
  it('refuses two different signature algorithms', () => {
    const [body, algorithm, signature] = readTlvs(readTlv(vietnam.der).value).map(({ raw }) => raw);
    const other = algorithm?.map((byte, i) => (i === algorithm.length - 1 ? byte ^ 1 : byte));
    const der = encodeTlv(0x30, body ?? new Uint8Array(), other ?? new Uint8Array(), signature ?? new Uint8Array());
    expect(() => parseCertificate(der)).toThrow('two signature algorithms');
  });

  it('refuses bytes after the end', () => {
    expect(() => parseCertificate(concat(vietnam.der, Uint8Array.of(0)))).toThrow('bytes after its end');
  });
});
