import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActiveAuthentication } from '#contract/evidence.ts';
import { concat, fromInteger, toInteger } from '#domain/bytes.ts';
import { type CurveName, curve, curveNames } from '#domain/crypto/curves.ts';
import { generateKeyPair } from '#domain/crypto/ecdh.ts';
import { type HashName, hash, hashes, hashNames } from '#domain/crypto/hash.ts';
import type { PublicKey } from '#domain/crypto/public-key.ts';
import { toyRsaKey } from '#fixtures/vectors/toy-rsa.ts';
import { authenticateActively, verifyActiveAuthentication } from './active-auth.ts';
import type { Channel, Command } from './apdu.ts';
import { parseSecurityInfos } from './security-infos.ts';
import { encodeTlv } from './tlv.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const challenge = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const evidence = (signature: Uint8Array): ActiveAuthentication => ({ state: 'done', challenge, signature });

describe('authenticateActively', () => {
  const chip = (answers: readonly { data?: Uint8Array; sw: number }[]) => {
    const commands: Command[] = [];
    const channel: Channel = async (command) => {
      commands.push(command);
      return { data: new Uint8Array(), ...(answers[commands.length - 1] ?? { sw: 0x6f00 }) };
    };
    return { channel, commands };
  };

  it('sends eight fresh bytes and keeps the answer', async () => {
    const { channel, commands } = chip([{ data: Uint8Array.of(9, 9), sw: 0x9000 }]);
    const result = await authenticateActively(channel, () => challenge);
    expect(result).toEqual({ state: 'done', challenge, signature: Uint8Array.of(9, 9) });
    expect(commands).toEqual([{ cla: 0, ins: 0x88, p1: 0, p2: 0, data: challenge, le: 256 }]);
  });

  it.each([0x6700, 0x6c80])('asks again with extended length and a new challenge after %i', async (sw) => {
    const { channel, commands } = chip([{ sw }, { data: new Uint8Array(384), sw: 0x9000 }]);
    const result = await authenticateActively(channel, random);
    expect(result).toMatchObject({ state: 'done', challenge: commands[1]?.data });
    expect(commands.map(({ le }) => le)).toEqual([256, 65536]);
    expect(commands[0]?.data).not.toEqual(commands[1]?.data);
  });

  it.each([0x6d00, 0x6982, 0x6a88])('reports the refusal %i', async (sw) => {
    const { channel, commands } = chip([{ sw }]);
    expect(await authenticateActively(channel, random)).toEqual({ state: 'refused', sw });
    expect(commands).toHaveLength(1);
  });

  it.each([
    [1024, 256],
    [1536, 256],
    [2048, 65536],
    [4096, 65536],
  ])('asks for the answer of an RSA key of %i bits with Le %i first', async (bits, le) => {
    const key: PublicKey = { kind: 'rsa', modulus: 0n, exponent: 0n, bits, pss: null };
    const { channel, commands } = chip([{ sw: 0x6700 }, { data: Uint8Array.of(1), sw: 0x9000 }]);
    expect(await authenticateActively(channel, random, key)).toMatchObject({ state: 'done' });
    expect(commands.map((command) => command.le)).toEqual([le, le === 256 ? 65536 : 256]);
  });

  it('asks no third time', async () => {
    const { channel, commands } = chip([{ sw: 0x6700 }, { sw: 0x6700 }]);
    expect(await authenticateActively(channel, random)).toEqual({ state: 'refused', sw: 0x6700 });
    expect(commands).toHaveLength(2);
  });
});

const rsaKey = toyRsaKey(1024);
const { modulus, sign } = rsaKey;

const trailers: Readonly<Record<HashName, readonly number[]>> = {
  'SHA-1': [0x33, 0xcc],
  'SHA-224': [0x38, 0xcc],
  'SHA-256': [0x34, 0xcc],
  'SHA-384': [0x36, 0xcc],
  'SHA-512': [0x35, 0xcc],
};

type Representative = { header?: Uint8Array; trailer?: Uint8Array; name?: HashName; m1?: Uint8Array; m2?: Uint8Array };

/** The message representative of ISO/IEC 9796-2 scheme 1, made here from the standard and not from the reader's code. */
function representative({
  name = 'SHA-256',
  header = Uint8Array.of(0x6a),
  trailer = Uint8Array.from(trailers[name]),
  m1,
  m2 = challenge,
}: Representative = {}) {
  const room = 128 - header.length - hashes[name].length - trailer.length;
  const nonce = m1 ?? random(room);
  return concat(header, nonce, hash(name, concat(nonce, m2)), trailer);
}

const verify = (signature: Uint8Array, key: PublicKey = rsaKey) =>
  verifyActiveAuthentication(evidence(signature), { key, infos: null });

describe('active authentication with RSA (ISO/IEC 9796-2 scheme 1)', () => {
  it.each(hashNames)('passes with the trailer of %s, and only for this challenge', (name) => {
    const signature = sign(representative({ name }));
    expect(verify(signature)).toBe('passed');
    const other = { state: 'done', challenge: Uint8Array.of(0, 2, 3, 4, 5, 6, 7, 8), signature } as const;
    expect(verifyActiveAuthentication(other, { key: rsaKey, infos: null })).toBe('failed');
  });

  it('passes with the trailer BC, which means SHA-1', () => {
    expect(verify(sign(representative({ name: 'SHA-1', trailer: Uint8Array.of(0xbc) })))).toBe('passed');
    expect(verify(sign(representative({ name: 'SHA-256', trailer: Uint8Array.of(0xbc) })))).toBe('failed');
  });

  it('passes with the complement of the signature (ISO/IEC 9796-2 §B.6)', () => {
    const signature = toInteger(sign(representative()));
    expect(verify(fromInteger(modulus - signature, 128))).toBe('passed');
  });

  it('passes with a padded message', () => {
    expect(verify(sign(representative({ header: Uint8Array.of(0x6b, 0xba) })))).toBe('passed');
    expect(verify(sign(representative({ header: Uint8Array.of(0x6b, 0xbb, 0xbb, 0xba) })))).toBe('passed');
  });

  it.each([
    ['total recovery, which leaves the challenge out', { header: Uint8Array.of(0x4a) }],
    ['no header', { header: Uint8Array.of(0x00) }],
    ['padding under another header', { header: Uint8Array.of(0x00, 0xba) }],
    ['a hash over the header too', { header: new Uint8Array(), m1: Uint8Array.of(0x4a, ...new Uint8Array(93)) }],
    ['padding without its end', { header: Uint8Array.of(0x6b, 0xbb, 0xbb, 0xbb) }],
    ['padding with something in it', { header: Uint8Array.of(0x6b, 0xbb, 0x00, 0xba) }],
    ['the wrong challenge', { m2: new Uint8Array(8) }],
    ['no challenge', { m2: new Uint8Array() }],
    ['the trailer of another hash', { trailer: Uint8Array.of(0x33, 0xcc) }],
    ['a trailer that does not exist', { trailer: Uint8Array.of(0x99, 0xcc) }],
    ['no trailer', { trailer: Uint8Array.of(0x00, 0x0c) }],
  ] as readonly (readonly [string, Representative])[])('fails with %s', (_, changes) => {
    expect(verify(sign(representative(changes)))).toBe('failed');
  });

  it.each([0x31, 0x32, 0x37])('cannot tell about the hash of trailer %i', (identifier) => {
    expect(verify(sign(representative({ trailer: Uint8Array.of(identifier, 0xcc) })))).toBe('unknownAlgorithm');
  });

  it('fails for a representative with no room for the message', () => {
    const digest = hash('SHA-512', challenge);
    const full = concat(
      Uint8Array.of(0x6b),
      new Uint8Array(128 - 1 - 1 - 64 - 2).fill(0xbb),
      Uint8Array.of(0xba),
      digest,
      Uint8Array.of(0x35, 0xcc),
    );
    expect(verify(sign(full))).toBe('failed');
    const small: PublicKey = { kind: 'rsa', modulus: (1n << 511n) + 3n, exponent: 3n, bits: 512, pss: null };
    for (const byte of [0x0c, 0xbc, 0xcc])
      expect(verify(new Uint8Array(64).fill(byte).fill(0x3f, 0, 1), small)).toBe('failed');
  });

  it('fails for signatures of another length or not below the modulus', () => {
    const signature = sign(representative());
    for (const bytes of [
      new Uint8Array(),
      signature.subarray(1),
      concat(signature, Uint8Array.of(0)),
      concat(Uint8Array.of(0), signature),
      new Uint8Array(128).fill(0xff),
      fromInteger(modulus, 128),
      new Uint8Array(128),
    ]) {
      expect(verify(bytes)).toBe('failed');
    }
  });

  it('cannot tell about keys nobody can use', () => {
    const signature = sign(representative());
    const unusable: readonly PublicKey[] = [
      { kind: 'unknown', algorithm: '1.2.3' },
      { kind: 'rsa', modulus: modulus + 1n, exponent: 65537n, bits: 1024, pss: null },
      { kind: 'rsa', modulus, exponent: 1n, bits: 1024, pss: null },
      { kind: 'rsa', modulus: (1n << 1020n) + 1n, exponent: 3n, bits: 1021, pss: null },
    ];
    for (const key of unusable) expect(verify(signature, key)).toBe('unknownAlgorithm');
  });

  it('fails for noise and for a changed bit', () => {
    const signature = sign(representative());
    fc.assert(
      fc.property(fc.nat(1023), fc.uint8Array({ minLength: 128, maxLength: 128 }), (bit, noise) => {
        const copy = signature.slice();
        copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verify(copy)).toBe('failed');
        expect(verify(noise)).toBe('failed');
      }),
      { numRuns: 50 },
    );
  });
});

describe('active authentication with ECDSA', () => {
  function signer(name: CurveName, hashName: HashName) {
    const pair = generateKeyPair(name, random);
    const { ecdsa } = curve(name);
    const digest = hash(hashName, challenge);
    const signed = (format: 'compact' | 'der') =>
      ecdsa.sign(digest, pair.privateKey, { prehash: false, lowS: false, format });
    const key: PublicKey = { kind: 'ec', curve: name, explicit: true, point: pair.publicKey };
    return { key, plain: signed('compact'), der: signed('der') };
  }

  const named = (oid: string) => ({
    ...parseSecurityInfos(encodeTlv(0x31)),
    activeAuthentication: { signatureAlgorithm: oid },
  });

  it.each(curveNames)('takes r ‖ s and DER on %s', (name) => {
    const { key, plain, der } = signer(name, 'SHA-256');
    for (const signature of [plain, der]) expect(verify(signature, key)).toBe('passed');
  });

  it.each(hashNames)('finds %s, whether DG14 names it, another, something unknown or nothing', (name) => {
    const { key, plain, der } = signer('brainpoolP256r1', name);
    const infos = [
      null,
      named(`0.4.0.127.0.7.1.1.4.1.${hashNames.indexOf(name) + 1}`),
      named('1.2.840.10045.4.3.4'),
      named('1.2.3.4'),
    ];
    for (const info of infos) {
      for (const signature of [plain, der]) {
        expect(verifyActiveAuthentication(evidence(signature), { key, infos: info })).toBe('passed');
      }
    }
  });

  it('fails for another key, challenge or signature', () => {
    const { key, plain } = signer('P-256', 'SHA-256');
    const other = signer('P-256', 'SHA-256');
    expect(verify(other.plain, key)).toBe('failed');
    for (const bytes of [
      new Uint8Array(),
      new Uint8Array(64),
      plain.subarray(1),
      concat(plain, Uint8Array.of(0)),
      Uint8Array.of(0x30, 0x80),
    ]) {
      expect(verify(bytes, key)).toBe('failed');
    }
    expect(verify(plain, other.key)).toBe('failed');
    const shifted = { state: 'done', challenge: challenge.toReversed(), signature: plain } as const;
    expect(verifyActiveAuthentication(shifted, { key, infos: null })).toBe('failed');
  });

  it('takes a plain signature that begins like a DER sequence', () => {
    const { ecdsa } = curve('P-256');
    for (let attempt = 0; attempt < 3000; attempt++) {
      const pair = generateKeyPair('P-256', random);
      const plain = ecdsa.sign(hash('SHA-256', challenge), pair.privateKey, { prehash: false, lowS: false });
      if (plain[0] !== 0x30) continue;
      const key: PublicKey = { kind: 'ec', curve: 'P-256', explicit: false, point: pair.publicKey };
      expect(verify(plain, key)).toBe('passed');
      return;
    }
    throw new Error('no such signature found');
  });
});

describe('verifyActiveAuthentication', () => {
  it('fails for a challenge that is not eight bytes', () => {
    const short = {
      state: 'done',
      challenge: new Uint8Array(),
      signature: sign(representative({ m2: new Uint8Array() })),
    } as const;
    expect(verifyActiveAuthentication(short, { key: rsaKey, infos: null })).toBe('failed');
  });

  it.each([{ state: 'notOffered' }, { state: 'notDone' }, { state: 'refused', sw: 0x6d00 }] as const)(
    'is not for $state',
    (given) => {
      expect(() => verifyActiveAuthentication(given, { key: rsaKey, infos: null })).toThrow(TypeError);
    },
  );
});
