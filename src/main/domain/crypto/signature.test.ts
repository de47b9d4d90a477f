import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, fromInteger } from '#domain/bytes.ts';
import { encodeTlv, readTlvs } from '#domain/chip/tlv.ts';
import { beginnings, classics, damaged, outcomeOf } from '#fixtures/vectors/hostile.ts';
import { signatureVectors } from '#fixtures/vectors/signatures.ts';
import { type CurveName, curve } from './curves.ts';
import { type HashName, hashNames } from './hash.ts';
import { encodeOid } from './oid.ts';
import { type PublicKey, parsePublicKey } from './public-key.ts';
import { describeAlgorithm, parseSignatureAlgorithm, type SignatureAlgorithm, verifySignature } from './signature.ts';

const text = (value: string) => new TextEncoder().encode(value);
const message = text(signatureVectors.message);

function ecKey(name: CurveName, privateKey: string): PublicKey {
  const point = curve(name)
    .Point.BASE.multiply(BigInt(`0x${privateKey}`))
    .toBytes(false);
  return { kind: 'ec', curve: name, explicit: false, point };
}

function der(r: bigint | Uint8Array, s: bigint | Uint8Array): Uint8Array {
  const integer = (value: bigint | Uint8Array) => {
    if (typeof value !== 'bigint') return encodeTlv(0x02, value);
    const bytes = fromHex(
      value.toString(16).padStart(value.toString(16).length + (value.toString(16).length % 2), '0'),
    );
    return encodeTlv(0x02, (bytes[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), bytes) : bytes);
  };
  return encodeTlv(0x30, integer(r), integer(s));
}

/** Curve, private key, message, hash, r, s. Origin: RFC 6979 §A.2.3 to §A.2.7. */
const rfc6979: readonly (readonly [CurveName, string, string, HashName, string, string])[] = [
  [
    'P-192',
    '6fab034934e4c0fc9ae67f5b5659a9d7d1fefd187ee09fd4',
    'sample',
    'SHA-1',
    '98c6bd12b23eaf5e2a2045132086be3eb8ebd62abf6698ff',
    '57a22b07dea9530f8de9471b1dc6624472e8e2844bc25b64',
  ],
  [
    'P-192',
    '6fab034934e4c0fc9ae67f5b5659a9d7d1fefd187ee09fd4',
    'test',
    'SHA-256',
    '3a718bd8b4926c3b52ee6bbe67ef79b18cb6eb62b1ad97ae',
    '5662e6848a4a19b1f1ae2f72acd4b8bbe50f1eac65d9124f',
  ],
  [
    'P-192',
    '6fab034934e4c0fc9ae67f5b5659a9d7d1fefd187ee09fd4',
    'test',
    'SHA-512',
    'fe4f4ae86a58b6507946715934fe2d8ff9d95b6b098fe739',
    '74cf5605c98fba0e1ef34d4b5a1577a7dcf59457cae52290',
  ],
  [
    'P-224',
    'f220266e1105bfe3083e03ec7a3a654651f45e37167e88600bf257c1',
    'sample',
    'SHA-224',
    '1cdfe6662dde1e4a1ec4cdedf6a1f5a2fb7fbd9145c12113e6abfd3e',
    'a6694fd7718a21053f225d3f46197ca699d45006c06f871808f43ebc',
  ],
  [
    'P-224',
    'f220266e1105bfe3083e03ec7a3a654651f45e37167e88600bf257c1',
    'sample',
    'SHA-512',
    '074bd1d979d5f32bf958ddc61e4fb4872adcafeb2256497cdac30397',
    'a4ceca196c3d5a1ff31027b33185dc8ee43f288b21ab342e5d8eb084',
  ],
  [
    'P-256',
    'c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721',
    'sample',
    'SHA-1',
    '61340c88c3aaebeb4f6d667f672ca9759a6ccaa9fa8811313039ee4a35471d32',
    '6d7f147dac089441bb2e2fe8f7a3fa264b9c475098fdcf6e00d7c996e1b8b7eb',
  ],
  [
    'P-256',
    'c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721',
    'sample',
    'SHA-256',
    'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716',
    'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
  ],
  [
    'P-256',
    'c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721',
    'sample',
    'SHA-512',
    '8496a60b5e9b47c825488827e0495b0e3fa109ec4568fd3f8d1097678eb97f00',
    '2362ab1adbe2b8adf9cb9edab740ea6049c028114f2460f96554f61fae3302fe',
  ],
  [
    'P-521',
    '0fad06daa62ba3b25d2fb40133da757205de67f5bb0018fee8c86e1b68c7e75caa896eb32f1f47c70855836a6d16fcc1466f6d8fbec67db89ec0c08b0e996b83538',
    'sample',
    'SHA-256',
    '1511bb4d675114fe266fc4372b87682baecc01d3cc62cf2303c92b3526012659d16876e25c7c1e57648f23b73564d67f61c6f14d527d54972810421e7d87589e1a7',
    '04a171143a83163d6df460aaf61522695f207a58b95c0644d87e52aa1a347916e4f7a72930b1bc06dbe22ce3f58264afd23704cbb63b29b931f7de6c9d949a7ecfc',
  ],
  [
    'P-521',
    '0fad06daa62ba3b25d2fb40133da757205de67f5bb0018fee8c86e1b68c7e75caa896eb32f1f47c70855836a6d16fcc1466f6d8fbec67db89ec0c08b0e996b83538',
    'test',
    'SHA-512',
    '13e99020abf5cee7525d16b69b229652ab6bdf2affcaef38773b4b7d08725f10cdb93482fdcc54edcee91eca4166b2a7c6265ef0ce2bd7051b7cef945babd47ee6d',
    '1fbd0013c674aa79cb39849527916ce301c66ea7ce8b80682786ad60f98f7e78a19ca69eff5c57400e3b3a0ad66ce0978214d13baf4e9ac60752f7b155e2de4dce3',
  ],
];

describe('ECDSA', () => {
  it.each(rfc6979)('%s verifies the vector of RFC 6979 (%s, %s, %s)', (name, privateKey, sample, hash, rHex, sHex) => {
    const key = ecKey(name, privateKey);
    const { order, orderLength } = curve(name);
    const [r, s] = [BigInt(`0x${rHex}`), BigInt(`0x${sHex}`)];
    const check = { algorithm: { scheme: 'ecdsa', hash }, key, message: text(sample) } as const;
    const plain = concat(fromInteger(r, orderLength), fromInteger(s, orderLength));
    expect(verifySignature({ ...check, signature: der(r, s) })).toBe(true);
    expect(verifySignature({ ...check, signature: plain, encoding: 'plain' })).toBe(true);
    expect(verifySignature({ ...check, signature: der(r, order - s) })).toBe(true);
    expect(verifySignature({ ...check, signature: der(r, s), message: text('other') })).toBe(false);
    expect(verifySignature({ ...check, signature: plain })).toBe(false);
    expect(verifySignature({ ...check, signature: der(r, s), encoding: 'plain' })).toBe(false);
  });

  it.each(signatureVectors.ec)('agrees with OpenSSL on $curve', ({ spki, explicit, signatures }) => {
    for (const [hash, signature] of Object.entries(signatures) as [HashName, string][]) {
      const algorithm = { scheme: 'ecdsa', hash } as const;
      for (const key of [spki, explicit].map((hex) => parsePublicKey(fromHex(hex)))) {
        expect(verifySignature({ algorithm, key, message, signature: fromHex(signature) })).toBe(true);
        expect(verifySignature({ algorithm, key, message: message.subarray(1), signature: fromHex(signature) })).toBe(
          false,
        );
      }
    }
  });

  it('refuses numbers out of range and other encodings of good ones', () => {
    const [name, privateKey, sample, hash, rHex, sHex] = rfc6979[6] ?? [];
    if (!name || !privateKey || !hash || !rHex || !sHex) throw new Error('no vector');
    const key = ecKey(name, privateKey);
    const { order } = curve(name);
    const [r, s] = [BigInt(`0x${rHex}`), BigInt(`0x${sHex}`)];
    const refused = [
      der(0n, s),
      der(r, 0n),
      der(0n, 0n),
      der(order, s),
      der(r, order),
      der(r + order, s),
      der(r, s + order),
      der(fromHex(rHex), s),
      der(r, fromHex(sHex)),
      der(new Uint8Array(), s),
      concat(der(r, s), Uint8Array.of(0)),
      der(r, s).subarray(0, -1),
      new Uint8Array(),
      Uint8Array.of(0x30, 0x80),
      encodeTlv(0x31, ...readTlvs(der(r, s)).map(({ value }) => value)),
      encodeTlv(0x30, ...[r, s, 1n].map((value) => encodeTlv(0x02, fromInteger(value, 33)))),
      encodeTlv(0x30, encodeTlv(0x02, fromInteger(r, 33))),
    ];
    const check = { algorithm: { scheme: 'ecdsa', hash }, key, message: text(sample ?? '') } as const;
    for (const signature of refused) expect(verifySignature({ ...check, signature })).toBe(false);
    for (const encoding of ['plain', 'der'] as const) {
      for (const length of [0, 63, 64, 65])
        expect(verifySignature({ ...check, encoding, signature: new Uint8Array(length) })).toBe(false);
      for (const length of [64])
        expect(verifySignature({ ...check, encoding, signature: new Uint8Array(length).fill(0xff) })).toBe(false);
    }
  });

  it('is not fooled by a changed bit anywhere', () => {
    const given = signatureVectors.ec[7];
    const signature = fromHex(given?.signatures['SHA-256'] ?? '');
    const key = parsePublicKey(fromHex(given?.spki ?? ''));
    fc.assert(
      fc.property(fc.nat(signature.length * 8 - 1), (bit) => {
        const copy = signature.slice();
        copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(
          verifySignature({ algorithm: { scheme: 'ecdsa', hash: 'SHA-256' }, key, message, signature: copy }),
        ).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('parseSignatureAlgorithm', () => {
  const identifier = (oid: string, ...parameters: Uint8Array[]) =>
    encodeTlv(0x30, encodeTlv(0x06, encodeOid(oid)), ...parameters);

  it.each(Object.entries(signatureVectors.algorithmIdentifiers))('reads %s as OpenSSL writes it', (name, hex) => {
    const [scheme, hash, mgfHash, saltLength] = name.split(' ');
    const expected =
      scheme === 'rsa-pss' ? { scheme, hash, mgfHash, saltLength: Number(saltLength), trailer: 1 } : { scheme, hash };
    expect(parseSignatureAlgorithm(fromHex(hex))).toEqual(expected);
  });

  it('fills in the defaults of RSASSA-PSS', () => {
    const defaults = { scheme: 'rsa-pss', hash: 'SHA-1', mgfHash: 'SHA-1', saltLength: 20, trailer: 1 };
    for (const parameters of [[], [encodeTlv(0x30)], [encodeTlv(0x05)]]) {
      expect(parseSignatureAlgorithm(identifier('1.2.840.113549.1.1.10', ...parameters))).toEqual(defaults);
    }
  });

  it('does not know other masks, hashes or trailers of RSASSA-PSS', () => {
    const md5 = identifier('1.2.840.113549.2.5', encodeTlv(0x05));
    for (const member of [
      encodeTlv(0xa0, md5),
      encodeTlv(0xa1, identifier('1.2.840.113549.1.1.8', md5)),
      encodeTlv(0xa1, identifier('1.2.840.113549.1.1.8')),
      encodeTlv(0xa1, identifier('1.2.3.4', identifier('1.3.14.3.2.26'))),
      encodeTlv(0xa3, encodeTlv(0x02, Uint8Array.of(2))),
    ]) {
      expect(parseSignatureAlgorithm(identifier('1.2.840.113549.1.1.10', encodeTlv(0x30, member)))).toBeNull();
    }
  });

  it('takes the digest beside it where only the key type is named', () => {
    expect(parseSignatureAlgorithm(identifier('1.2.840.113549.1.1.1', encodeTlv(0x05)), 'SHA-384')).toEqual({
      scheme: 'rsa-pkcs1',
      hash: 'SHA-384',
    });
    expect(parseSignatureAlgorithm(identifier('1.2.840.10045.2.1'), 'SHA-1')).toEqual({
      scheme: 'ecdsa',
      hash: 'SHA-1',
    });
    expect(parseSignatureAlgorithm(identifier('1.2.840.10045.2.1'))).toBeNull();
    expect(parseSignatureAlgorithm(identifier('1.2.840.10045.4.3.2'), 'SHA-1')).toEqual({
      scheme: 'ecdsa',
      hash: 'SHA-256',
    });
  });

  // BSI TR-03111 §5.2.1.1.
  it.each(hashNames.map((hash, i) => [hash, `0.4.0.127.0.7.1.1.4.1.${i + 1}`] as const))(
    'reads ecdsa-plain-%s',
    (hash, oid) => {
      expect(parseSignatureAlgorithm(identifier(oid))).toEqual({ scheme: 'ecdsa', hash, encoding: 'plain' });
    },
  );

  it('gives null for an unknown identifier', () => {
    expect(parseSignatureAlgorithm(identifier('1.2.840.113549.1.1.4'), 'SHA-256')).toBeNull();
    expect(parseSignatureAlgorithm(identifier('1.3.101.112'))).toBeNull();
  });

  it('answers everything broken with Malformed', () => {
    const good = fromHex(signatureVectors.algorithmIdentifiers['rsa-pss SHA-512 SHA-512 64'] ?? '');
    for (const bytes of beginnings(good)) expect(outcomeOf(parseSignatureAlgorithm, bytes)).toBe('malformed');
    for (const bytes of damaged(good)) expect(outcomeOf(parseSignatureAlgorithm, bytes)).not.toBe('crashed');
    for (const bytes of classics(0x30)) expect(outcomeOf(parseSignatureAlgorithm, bytes)).toBe('malformed');
  });

  it.each([
    [{ scheme: 'ecdsa', hash: 'SHA-256' }, 'ECDSA SHA-256'],
    [{ scheme: 'rsa-pkcs1', hash: 'SHA-1' }, 'RSA SHA-1'],
    [{ scheme: 'rsa-pss', hash: 'SHA-512', mgfHash: 'SHA-512', saltLength: 64, trailer: 1 }, 'RSA-PSS SHA-512'],
  ] as readonly (readonly [SignatureAlgorithm, string])[])('describes %o as %s', (algorithm, expected) => {
    expect(describeAlgorithm(algorithm)).toBe(expected);
  });
});
