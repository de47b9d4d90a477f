import { describe, expect, it } from 'vitest';
import { concat, equal, fromHex, toHex } from '#domain/bytes.ts';
import { encodeTlv, readTlv, readTlvs } from '#domain/chip/tlv.ts';
import { type SignedDataOptions, signData } from '#fixtures/pki/signed-data.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { parseCertificate } from './certificate.ts';
import { checkSignature, looksLikeSignedData, parseSignedData, signerCertificate } from './signed-data.ts';

const pki = testPki();
const signer = pki.signerFor(new Date('2023-05-05Z'));
const content = { type: '2.23.136.1.1.1', bytes: fromHex('300102') };
const signingTime = new Date('2023-05-05T01:02:03Z');
const make = (options: Partial<SignedDataOptions> = {}) => signData(content, signer, { signingTime, ...options });

function judged(der: Uint8Array): string {
  const data = parseSignedData(der);
  const [info] = data.signers;
  if (info === undefined) return 'no signer';
  const found = signerCertificate(data, info);
  return found.state === 'found' ? checkSignature(data, info, found.certificate) : found.state;
}

describe('parseSignedData', () => {
  it('takes content, certificates and signer apart', () => {
    const data = parseSignedData(make({ certificates: [pki.csca.certificate] }));
    expect(data).toMatchObject({ contentType: content.type, content: content.bytes });
    expect(data.certificates).toHaveLength(2);
    expect(data.signers).toHaveLength(1);
    expect(data.signers[0]).toMatchObject({ digest: 'SHA-256', attributes: { signingTime: signingTime.getTime() } });
  });

  it('refuses indefinite lengths, other content, trailing bytes and unknown versions', () => {
    const der = make();
    expect(() => parseSignedData(concat(Uint8Array.of(0x30, 0x80), readTlv(der).value, Uint8Array.of(0, 0)))).toThrow(
      'indefinite',
    );
    expect(() => parseSignedData(concat(der, Uint8Array.of(0)))).toThrow('bytes after');
    expect(() =>
      parseSignedData(encodeTlv(0x30, fromHex('06092a864886f70d010701'), encodeTlv(0xa0, encodeTlv(0x04)))),
    ).toThrow('another content');
    expect(() => parseSignedData(changed(der, '020103', '020109'))).toThrow('version');
    expect(looksLikeSignedData(der)).toBe(true);
    expect(looksLikeSignedData(signer.certificate)).toBe(false);
    expect(looksLikeSignedData(fromHex('3080'))).toBe(false);
  });

  it('refuses an attribute that comes twice', () => {
    const der = make();
    const attribute = '301806092a864886f70d010903310b06092a864886f70d010701';
    expect(() => parseSignedData(withAttributes(der, (list) => [...list, ...list.slice(0, 1)]))).toThrow('comes twice');
    expect(() => parseSignedData(withAttributes(der, () => [fromHex(attribute)]))).toThrow('signedAttrs');
  });
});

describe('checkSignature', () => {
  it('accepts both ways to name the signer, and content without attributes', () => {
    expect(judged(make())).toBe('good');
    expect(judged(make({ signerBy: 'keyId' }))).toBe('good');
    expect(judged(make({ withoutAttributes: true }))).toBe('good');
  });

  it('verifies over the attributes as a sorted SET, whatever their order in the message (RFC 5652 §5.4)', () => {
    expect(judged(withAttributes(make(), (list) => [...list].reverse()))).toBe('good');
  });

  it('finds the signer among several certificates, and not where it is missing', () => {
    expect(judged(make({ certificates: [pki.csca.certificate, pki.cscaNext.certificate] }))).toBe('good');
    expect(judged(make({ withoutCertificate: true, certificates: [pki.csca.certificate] }))).toBe('absent');
    expect(judged(make({ withoutCertificate: true }))).toBe('absent');
    const broken = signer.certificate.map((byte, i) => (i === 6 ? 0x05 : byte));
    expect(judged(make({ withoutCertificate: true, certificates: [broken] }))).toBe('malformed');
  });

  it('denies a spoilt signature, changed content and another content type', () => {
    expect(judged(make({ forged: true }))).toBe('bad');
    expect(judged(changed(make(), '300102', '300103'))).toBe('bad');
    expect(judged(changed(make({ withoutAttributes: true }), '300102', '300103'))).toBe('bad');
    const attribute = '310806066781080101';
    expect(judged(changed(make(), `${attribute}01`, `${attribute}02`))).toBe('bad');
  });

  it('says what it does not know', () => {
    const md5 = vector('pki/unknown-md5.sod.cms');
    expect(judged(md5)).toBe('unknownAlgorithm');
  });

  it('denies a signature by another key of the same name', () => {
    const data = parseSignedData(make());
    const [info] = data.signers;
    const other = parseCertificate(pki.signerFor(new Date('2024-05-05Z')).certificate);
    expect(info && checkSignature(data, info, other)).toBe('bad');
  });
});

function changed(der: Uint8Array, from: string, to: string): Uint8Array {
  const hex = toHex(der);
  expect(hex).toContain(from);
  return fromHex(hex.replace(from, to));
}

/** The message with other signed attributes of the same signer. */
function withAttributes(der: Uint8Array, change: (list: readonly Uint8Array[]) => readonly Uint8Array[]): Uint8Array {
  const replace = (bytes: Uint8Array): Uint8Array => {
    const { tag, value } = readTlv(bytes);
    if (tag === 0xa0 && isAttributes(value)) return encodeTlv(0xa0, ...change(readTlvs(value).map(({ raw }) => raw)));
    const constructed = (tag & 0x20) !== 0 && !equal(bytes, signer.certificate);
    return constructed ? encodeTlv(tag, ...readTlvs(value).map(({ raw }) => replace(raw))) : bytes;
  };
  return replace(der);
}

const isAttributes = (value: Uint8Array) => toHex(value).startsWith('301506092a864886f70d0109');
