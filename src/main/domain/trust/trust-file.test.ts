import { describe, expect, it } from 'vitest';
import { testPki } from '#fixtures/pki/test-pki.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { recogniseTrustFile } from './trust-file.ts';

const der = testPki().csca.certificate;
const text = (value: string) => new TextEncoder().encode(value);
const pem = (label: string, bytes: Uint8Array) =>
  `-----BEGIN ${label}-----\r\n${Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\r\n')}\r\n-----END ${label}-----\r\n`;

describe('recogniseTrustFile', () => {
  it('knows DER certificates and messages by content', () => {
    expect(recogniseTrustFile(der)).toEqual({ kind: 'certificates', ders: [der] });
    expect(recogniseTrustFile(vector('pki/rsa-pkcs1-sha256.sod.cms')).kind).toBe('signedData');
  });

  it('reads all certificates of a PEM file, with text between them', () => {
    const file = `subject=MẪU\n${pem('CERTIFICATE', der)}\nsome words\n${pem('X509 CERTIFICATE', der)}${pem('PUBLIC KEY', der)}`;
    expect(recogniseTrustFile(text(file))).toEqual({ kind: 'certificates', ders: [der, der] });
    expect(recogniseTrustFile(vector('cccd-synthetic/csca.pem')).kind).toBe('certificates');
  });

  it('reads a message in PEM', () => {
    expect(recogniseTrustFile(text(pem('PKCS7', der)))).toEqual({ kind: 'signedData', der });
  });

  it('knows what it does not know', () => {
    for (const file of ['', 'hello', pem('PRIVATE KEY', der), '-----BEGIN CERTIFICATE-----\nAAAA']) {
      expect(recogniseTrustFile(text(file))).toEqual({ kind: 'unknown' });
    }
    expect(recogniseTrustFile(Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x00))).toEqual({ kind: 'unknown' });
    expect(recogniseTrustFile(vector('cccd-synthetic/011d.bin'))).toEqual({ kind: 'unknown' });
  });

  it('leaves a certificate cut short to its parser', () => {
    expect(recogniseTrustFile(der.subarray(0, 100)).kind).toBe('certificates');
  });

  it('refuses PEM that is not base64', () => {
    expect(() => recogniseTrustFile(text('-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----'))).toThrow(
      'base64',
    );
    expect(() => recogniseTrustFile(text('-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----'))).toThrow(
      'base64',
    );
  });

  it('takes megabytes of dashes without hanging', { timeout: 10_000 }, () => {
    expect(recogniseTrustFile(text('-----BEGIN A-----'.repeat(60_000)))).toEqual({ kind: 'unknown' });
  });
});
