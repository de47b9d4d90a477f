import { describe, expect, it } from 'vitest';
import { concat, fromHex, fromInteger, toInteger } from '#domain/bytes.ts';
import { encodeTlv } from '#domain/chip/tlv.ts';
import { signatureVectors } from '#fixtures/vectors/signatures.ts';
import { toyRsaKey } from '#fixtures/vectors/toy-rsa.ts';
import { hash, hashes, hashNames } from './hash.ts';
import { encodeOid } from './oid.ts';
import { type PublicKey, parsePublicKey } from './public-key.ts';
import { verifySignature } from './signature.ts';

const text = (value: string) => new TextEncoder().encode(value);
const message = text(signatureVectors.message);

describe('RSA', () => {
  it.each(signatureVectors.rsa)(
    'PKCS #1 v1.5 agrees with OpenSSL at $bits bits, exponent $exponent',
    ({ spki, pkcs1 }) => {
      const key = parsePublicKey(fromHex(spki));
      for (const name of hashNames) {
        const check = { key, message, signature: fromHex(pkcs1[name]) };
        expect(verifySignature({ ...check, algorithm: { scheme: 'rsa-pkcs1', hash: name } })).toBe(true);
        expect(
          verifySignature({ ...check, algorithm: { scheme: 'rsa-pkcs1', hash: name }, message: text('other') }),
        ).toBe(false);
        expect(verifySignature({ ...check, algorithm: { scheme: 'ecdsa', hash: name } })).toBe(false);
        expect(
          verifySignature({
            ...check,
            algorithm: { scheme: 'rsa-pss', hash: name, mgfHash: name, saltLength: 20, trailer: 1 },
          }),
        ).toBe(false);
        for (const other of hashNames.filter((candidate) => candidate !== name)) {
          expect(verifySignature({ ...check, algorithm: { scheme: 'rsa-pkcs1', hash: other } })).toBe(false);
        }
      }
    },
  );

  it.each(signatureVectors.rsa)('PSS agrees with OpenSSL at $bits bits', ({ spki, pss }) => {
    const key = parsePublicKey(fromHex(spki));
    for (const { signature: hex, ...parameters } of pss) {
      const algorithm = { scheme: 'rsa-pss', trailer: 1, ...parameters } as const;
      const signature = fromHex(hex);
      expect(verifySignature({ algorithm, key, message, signature })).toBe(true);
      expect(verifySignature({ algorithm, key, message: text('other'), signature })).toBe(false);
      expect(
        verifySignature({ algorithm: { ...algorithm, saltLength: algorithm.saltLength + 1 }, key, message, signature }),
      ).toBe(false);
      expect(verifySignature({ algorithm: { ...algorithm, saltLength: 100_000 }, key, message, signature })).toBe(
        false,
      );
      expect(verifySignature({ algorithm: { ...algorithm, mgfHash: 'SHA-224' }, key, message, signature })).toBe(false);
      expect(
        verifySignature({ algorithm: { scheme: 'rsa-pkcs1', hash: algorithm.hash }, key, message, signature }),
      ).toBe(false);
    }
  });

  it('holds a bound key to its parameters (RFC 4055 §3.3)', () => {
    const { spki, signature, longSalt } = signatureVectors.rsaPssKey;
    const key = parsePublicKey(fromHex(spki));
    const algorithm = { scheme: 'rsa-pss', hash: 'SHA-256', mgfHash: 'SHA-256', saltLength: 32, trailer: 1 } as const;
    expect(verifySignature({ algorithm, key, message, signature: fromHex(signature) })).toBe(true);
    expect(
      verifySignature({ algorithm: { ...algorithm, saltLength: 40 }, key, message, signature: fromHex(longSalt) }),
    ).toBe(true);
    if (key.kind !== 'rsa' || key.pss === null) throw new Error('not bound');
    const strict = { ...key, pss: { ...key.pss, saltLength: 33 } };
    expect(verifySignature({ algorithm, key: strict, message, signature: fromHex(signature) })).toBe(false);
    const otherHash = { ...key, pss: { ...key.pss, hash: 'SHA-512' as const } };
    expect(verifySignature({ algorithm, key: otherHash, message, signature: fromHex(signature) })).toBe(false);
  });

  it('refuses signatures of another length or not below the modulus, and unusable keys', () => {
    const { spki, pkcs1 } = signatureVectors.rsa[2] ?? { spki: '', pkcs1: undefined };
    const key = parsePublicKey(fromHex(spki));
    const signature = fromHex(pkcs1?.['SHA-256'] ?? '');
    if (key.kind !== 'rsa') throw new Error('no RSA key');
    const check = { algorithm: { scheme: 'rsa-pkcs1', hash: 'SHA-256' }, key, message } as const;
    expect(verifySignature({ ...check, signature })).toBe(true);
    const refused = [
      signature.subarray(1),
      concat(Uint8Array.of(0), signature),
      new Uint8Array(),
      new Uint8Array(256).fill(0xff),
      fromInteger(key.modulus, 256),
    ];
    for (const bytes of refused) expect(verifySignature({ ...check, signature: bytes })).toBe(false);
    for (const bad of [
      { ...key, exponent: 1n },
      { ...key, modulus: key.modulus + 1n },
      { ...key, modulus: 0n, bits: 0 },
    ]) {
      expect(verifySignature({ ...check, key: bad, signature })).toBe(false);
    }
    expect(verifySignature({ ...check, key: { kind: 'unknown', algorithm: '1.2.3' }, signature })).toBe(false);
  });
});

/** With exponent 3 and a modulus no one can factor, whatever encoded message is a cube verifies: made to test the encoding alone. */
describe('PKCS #1 v1.5 encoding', () => {
  // 2^3072 − 1 taken down to an odd number that is no multiple of 3; cubes of numbers below 2^1024 never wrap around it.
  const modulus = 2n ** 3072n - 3n;
  const key: PublicKey = { kind: 'rsa', modulus, exponent: 3n, bits: 3072, pss: null };

  function cubeRoot(value: bigint): bigint {
    let [low, high] = [0n, 1n << 1024n];
    while (low < high) {
      const middle = (low + high + 1n) >> 1n;
      if (middle ** 3n <= value) low = middle;
      else high = middle - 1n;
    }
    return low;
  }

  it('refuses the forgery with rubbish after the DigestInfo (Bleichenbacher 2006)', () => {
    const algorithm = { scheme: 'rsa-pkcs1', hash: 'SHA-1' } as const;
    const digest = hash('SHA-1', message);
    const info = encodeTlv(
      0x30,
      encodeTlv(0x30, encodeTlv(0x06, encodeOid('1.3.14.3.2.26')), encodeTlv(0x05)),
      encodeTlv(0x04, digest),
    );
    const prefix = concat(Uint8Array.of(0, 1), new Uint8Array(8).fill(0xff), Uint8Array.of(0), info);
    const target = toInteger(concat(prefix, new Uint8Array(384 - prefix.length).fill(0xff)));
    const signature = fromInteger(cubeRoot(target), 384);
    expect(fromInteger(toInteger(signature) ** 3n, 384).subarray(0, prefix.length)).toEqual(prefix);
    expect(verifySignature({ algorithm, key, message, signature })).toBe(false);
  });
});

describe('PKCS #1 v1.5 under a toy key', () => {
  const key = toyRsaKey(1279);
  const length = 160;
  const oid = encodeTlv(0x06, encodeOid(hashes['SHA-1'].oid));
  const digest = hash('SHA-1', message);
  const info = (...algorithm: Uint8Array[]) => encodeTlv(0x30, encodeTlv(0x30, ...algorithm), encodeTlv(0x04, digest));
  const good = info(oid, encodeTlv(0x05));
  const algorithm = { scheme: 'rsa-pkcs1', hash: 'SHA-1' } as const;
  const verify = (encoded: Uint8Array) => verifySignature({ algorithm, key, message, signature: key.sign(encoded) });

  function encode(digestInfo: Uint8Array, { type = 1, fill = 0xff, separator = 0, first = 0 } = {}): Uint8Array {
    const padding = new Uint8Array(length - 3 - digestInfo.length).fill(fill);
    return concat(Uint8Array.of(first, type), padding, Uint8Array.of(separator), digestInfo);
  }

  it('takes the parameters as NULL and absent', () => {
    expect(verify(encode(good))).toBe(true);
    expect(verify(encode(info(oid)))).toBe(true);
  });

  it('takes nothing else', () => {
    const rest = (start: Uint8Array, byte: number) => concat(start, new Uint8Array(length - start.length).fill(byte));
    const refused = [
      encode(good, { type: 2 }),
      encode(good, { type: 0 }),
      encode(good, { fill: 0 }),
      encode(good, { separator: 1 }),
      encode(good, { first: 1 }),
      encode(info(oid, encodeTlv(0x05, Uint8Array.of(0)))),
      encode(info(oid, encodeTlv(0x30))),
      encode(info(encodeTlv(0x06, encodeOid(hashes['SHA-256'].oid)), encodeTlv(0x05))),
      encode(concat(Uint8Array.of(0x30, 0x81, good.length - 2), good.subarray(2))),
      encode(digest),
      rest(concat(Uint8Array.of(0, 1), new Uint8Array(8).fill(0xff), Uint8Array.of(0), good), 0),
    ];
    for (const encoded of refused) expect(verify(encoded)).toBe(false);
  });

  it('takes no fill shorter than eight bytes (RFC 8017 §9.2)', () => {
    const short = toyRsaKey(607);
    const sha384 = encodeTlv(0x30, encodeTlv(0x06, encodeOid(hashes['SHA-384'].oid)), encodeTlv(0x05));
    const digestInfo = encodeTlv(0x30, sha384, encodeTlv(0x04, hash('SHA-384', message)));
    const encoded = concat(Uint8Array.of(0, 1), new Uint8Array(6).fill(0xff), Uint8Array.of(0), digestInfo);
    expect(encoded).toHaveLength(76);
    const check = { algorithm: { scheme: 'rsa-pkcs1', hash: 'SHA-384' }, key: short, message } as const;
    expect(verifySignature({ ...check, signature: short.sign(encoded) })).toBe(false);
  });

  it('takes no signature that had the modulus added', () => {
    const signature = toInteger(key.sign(encode(good)));
    expect(verifySignature({ algorithm, key, message, signature: fromInteger(signature, length) })).toBe(true);
    expect(verifySignature({ algorithm, key, message, signature: fromInteger(signature + key.modulus, length) })).toBe(
      false,
    );
  });

  it('takes none from a key bound to PSS', () => {
    const pss = { hash: 'SHA-1', mgfHash: 'SHA-1', saltLength: 20, trailer: 1 } as const;
    expect(verifySignature({ algorithm, key: { ...key, pss }, message, signature: key.sign(encode(good)) })).toBe(
      false,
    );
  });
});

describe('RSASSA-PSS under a toy key', () => {
  const salt = Uint8Array.of(1, 2, 3, 4);
  const algorithm = { scheme: 'rsa-pss', hash: 'SHA-1', mgfHash: 'SHA-1', saltLength: 4, trailer: 1 } as const;

  type Flaws = {
    readonly pad?: number;
    readonly separator?: number;
    readonly top?: number;
    readonly trailer?: number;
    readonly lead?: number;
  };

  /** EMSA-PSS-ENCODE (RFC 8017 §9.1.1), written here from the standard, with one thing or another wrong. */
  function encode(bits: number, { pad = 0, separator = 1, top = 0, trailer = 0xbc, lead = 0 }: Flaws = {}): Uint8Array {
    const length = Math.ceil((bits - 1) / 8);
    const h = hash('SHA-1', concat(new Uint8Array(8), hash('SHA-1', message), salt));
    const block = concat(new Uint8Array(length - 20 - 4 - 2).fill(pad), Uint8Array.of(separator), salt);
    const mask = [0, 1, 2, 3, 4].map((counter) => hash('SHA-1', concat(h, fromInteger(BigInt(counter), 4))));
    const masked = block.map((byte, i) => byte ^ (concat(...mask)[i] ?? 0));
    masked[0] = ((masked[0] ?? 0) & (0xff >> (8 * length - (bits - 1)))) | top;
    const encoded = concat(masked, h, Uint8Array.of(trailer));
    return bits % 8 === 1 ? concat(Uint8Array.of(lead), encoded) : encoded;
  }

  it.each([521, 607] as const)('passes at %i bits', (bits) => {
    const key = toyRsaKey(bits);
    expect(verifySignature({ algorithm, key, message, signature: key.sign(encode(bits)) })).toBe(true);
  });

  it.each([
    ['rubbish in the padding', 607, { pad: 1 }],
    ['another byte before the salt', 607, { separator: 2 }],
    ['a bit above the length', 607, { top: 0x40 }],
    ['another trailer', 607, { trailer: 0xcc }],
    ['something before the encoded message', 521, { lead: 1 }],
  ] as const)('fails with %s', (_, bits, flaws) => {
    const key = toyRsaKey(bits);
    expect(verifySignature({ algorithm, key, message, signature: key.sign(encode(bits, flaws)) })).toBe(false);
  });
});
