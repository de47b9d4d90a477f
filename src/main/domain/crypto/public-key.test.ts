import { describe, expect, it } from 'vitest';
import { concat, fromHex, fromInteger } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { encodeTlv, expectTlv } from '#domain/chip/tlv.ts';
import { beginnings, classics, damaged, outcomeOf } from '#fixtures/vectors/hostile.ts';
import { signatureVectors } from '#fixtures/vectors/signatures.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { curve } from './curves.ts';
import { encodeOid } from './oid.ts';
import { describeKey, parseDomainParameters, parsePublicKey } from './public-key.ts';

const bytesOf = (tag: number, ...parts: Uint8Array[]) => encodeTlv(tag, ...parts);
const spki = (algorithm: Uint8Array, key: Uint8Array) => bytesOf(0x30, algorithm, bytesOf(0x03, Uint8Array.of(0), key));
const algorithm = (oid: string, ...parameters: Uint8Array[]) =>
  bytesOf(0x30, bytesOf(0x06, encodeOid(oid)), ...parameters);

describe('parsePublicKey', () => {
  it.each(signatureVectors.ec)('reads $curve in all four forms as the same point', (given) => {
    const named = parsePublicKey(fromHex(given.spki));
    expect(named).toMatchObject({ kind: 'ec', curve: given.curve, explicit: false });
    expect(parsePublicKey(fromHex(given.compressed))).toEqual(named);
    expect(parsePublicKey(fromHex(given.explicit))).toEqual({ ...named, explicit: true });
    expect(parsePublicKey(fromHex(given.explicitCompressed))).toEqual({ ...named, explicit: true });
    expect(describeKey(named)).toBe(`ECDSA ${given.curve}`);
  });

  it.each(signatureVectors.rsa)('reads RSA $bits', ({ bits, exponent, spki: der }) => {
    const key = parsePublicKey(fromHex(der));
    expect(key).toMatchObject({ kind: 'rsa', bits, exponent: BigInt(exponent), pss: null });
    expect(describeKey(key)).toBe(`RSA ${bits}`);
  });

  it('reads a key bound to RSASSA-PSS parameters', () => {
    const pss = { hash: 'SHA-256', mgfHash: 'SHA-256', saltLength: 32, trailer: 1 };
    expect(parsePublicKey(fromHex(signatureVectors.rsaPssKey.spki))).toMatchObject({ kind: 'rsa', bits: 2048, pss });
  });

  it('reads a modulus without its leading zero (BSI reference DG15)', () => {
    const dg15 = expectTlv(vector('lds-bsi2008/Datagroup15.bin'), 0x6f).value;
    expect(parsePublicKey(dg15)).toMatchObject({ kind: 'rsa', bits: 1024, exponent: 65537n });
  });

  it('reads a curve given by its number in ICAO 9303-11 (BSI TR-03110-3)', () => {
    const point = curve('brainpoolP256r1').Point.BASE.toBytes(false);
    const domain = algorithm('0.4.0.127.0.7.1.2', bytesOf(0x02, Uint8Array.of(13)));
    expect(parsePublicKey(spki(domain, point))).toEqual({
      kind: 'ec',
      curve: 'brainpoolP256r1',
      explicit: false,
      point,
    });
    expect(parseDomainParameters(domain)).toBe('brainpoolP256r1');
  });

  it('keeps what it does not know by its identifier', () => {
    const ec = '1.2.840.10045.2.1';
    for (const [oid, parameters] of [
      ['1.2.840.10040.4.1', bytesOf(0x30)],
      [ec, bytesOf(0x06, encodeOid('1.3.132.0.10'))],
      [ec, bytesOf(0x05)],
      ['0.4.0.127.0.7.1.2', bytesOf(0x02, Uint8Array.of(1))],
      ['1.2.840.113549.1.1.10', bytesOf(0x30, bytesOf(0xa3, bytesOf(0x02, Uint8Array.of(2))))],
    ] as const) {
      const key = parsePublicKey(spki(algorithm(oid, parameters), Uint8Array.of(4, 1, 2)));
      expect(key).toEqual({ kind: 'unknown', algorithm: oid });
      expect(describeKey(key)).toBe(oid);
    }
  });

  it('refuses points that are not on the curve, and infinity', () => {
    const named = algorithm('1.2.840.10045.2.1', bytesOf(0x06, encodeOid('1.2.840.10045.3.1.7')));
    const off = concat(Uint8Array.of(4), fromInteger(1n, 32), fromInteger(1n, 32));
    for (const point of [off, Uint8Array.of(0), new Uint8Array()]) {
      expect(() => parsePublicKey(spki(named, point))).toThrow(Malformed);
    }
  });

  it('refuses a key that does not end with a whole byte', () => {
    const named = algorithm('1.2.840.10045.2.1', bytesOf(0x06, encodeOid('1.2.840.10045.3.1.7')));
    const point = curve('P-256').Point.BASE.toBytes(false);
    expect(parsePublicKey(spki(named, point))).toMatchObject({ kind: 'ec' });
    expect(() => parsePublicKey(bytesOf(0x30, named, bytesOf(0x03, Uint8Array.of(1), point)))).toThrow(Malformed);
  });

  it('refuses an elliptic key without domain parameters', () => {
    expect(() => parsePublicKey(spki(algorithm('1.2.840.10045.2.1'), Uint8Array.of(4)))).toThrow(Malformed);
  });

  it('answers everything broken with Malformed', () => {
    const keys = [signatureVectors.ec[6]?.explicit, signatureVectors.rsa[0]?.spki, signatureVectors.rsaPssKey.spki].map(
      (hex) => fromHex(hex ?? ''),
    );
    for (const key of keys) {
      for (const bytes of beginnings(key)) expect(outcomeOf(parsePublicKey, bytes)).toBe('malformed');
      for (const bytes of damaged(key)) expect(outcomeOf(parsePublicKey, bytes)).not.toBe('crashed');
      expect(outcomeOf(parsePublicKey, concat(key, Uint8Array.of(0)))).toBe('malformed');
    }
    for (const bytes of classics(0x30)) expect(outcomeOf(parsePublicKey, bytes)).toBe('malformed');
  });
});
