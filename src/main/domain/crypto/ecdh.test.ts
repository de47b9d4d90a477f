import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { signatureVectors } from '#fixtures/vectors/signatures.ts';
import { type CurveName, curve, curveNames } from './curves.ts';
import { agree, decodePoint, generateKeyPair, sharedSecret } from './ecdh.ts';
import { parsePublicKey } from './public-key.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** Private key A, public key A, private key B, public key B, shared point. Origin: RFC 6932 §A.1, RFC 7027 §A.1 to §A.3. */
const brainpool: readonly (readonly [CurveName, string, string, string, string, string])[] = [
  [
    'brainpoolP224r1',
    '7c4b7a2c8a4bad1fbb7d79cc0955db7c6a4660ca64cc4778159b495e',
    'b104a67a6f6e85e14ec1825e1539e8ecdbbf584922367dd88c6bdcf246d782e7fdb5f60cd8404301ac5949c58edb26bc68ba07695b750a94',
    '63976d4aae6cd0f6dd18defef55d96569d0507c03e74d6486ffa28fb',
    '2a97089a9296147b71b21a4b574e1278245b536f14d8c2b9d07a874e9b900d7c77a709a797276b8ca1ba61bb95b546fc29f862e44d59d25b',
    '312dfd98783f9fb77b9704945a73beb6dccbe3b65d0f967dcab574eb6f800811d64114b1c48c621ab3357cf93f496e4238696a2a012b3c98',
  ],
  [
    'brainpoolP256r1',
    '81db1ee100150ff2ea338d708271be38300cb54241d79950f77b063039804f1d',
    '44106e913f92bc02a1705d9953a8414db95e1aaa49e81d9e85f929a8e3100be58ab4846f11caccb73ce49cbdd120f5a900a69fd32c272223f789ef10eb089bdc',
    '55e40bc41e37e3e2ad25c3c6654511ffa8474a91a0032087593852d3e7d76bd3',
    '8d2d688c6cf93e1160ad04cc4429117dc2c41825e1e9fca0addd34e6f1b39f7b990c57520812be512641e47034832106bc7d3e8dd0e4c7f1136d7006547cec6a',
    '89afc39d41d3b327814b80940b042590f96556ec91e6ae7939bce31f3a18bf2b49c27868f4eca2179bfd7d59b1e3bf34c1dbde61ae12931648f43e59632504de',
  ],
  [
    'brainpoolP384r1',
    '1e20f5e048a5886f1f157c74e91bde2b98c8b52d58e5003d57053fc4b0bd65d6f15eb5d1ee1610df870795143627d042',
    '68b665dd91c195800650cdd363c625f4e742e8134667b767b1b476793588f885ab698c852d4a6e77a252d6380fcaf06855bc91a39c9ec01dee36017b7d673a931236d2f1f5c83942d049e3fa20607493e0d038ff2fd30c2ab67d15c85f7faa59',
    '032640bc6003c59260f7250c3db58ce647f98e1260acce4acda3dd869f74e01f8ba5e0324309db6a9831497abac96670',
    '4d44326f269a597a5b58bba565da5556ed7fd9a8a9eb76c25f46db69d19dc8ce6ad18e404b15738b2086df37e71d1eb462d692136de56cbe93bf5fa3188ef58bc8a3a0ec6c1e151a21038a42e9185329b5b275903d192f8d4e1f32fe9cc78c48',
    '0bd9d3a7ea0b3d519d09d8e48d0785fb744a6b355e6304bc51c229fbbce239bbadf6403715c35d4fb2a5444f575d4f420df213417ebe4d8e40a5f76f66c56470c489a3478d146decf6df0d94bae9e598157290f8756066975f1db34b2324b7bd',
  ],
  [
    'brainpoolP512r1',
    '16302ff0dbbb5a8d733dab7141c1b45acbc8715939677f6a56850a38bd87bd59b09e80279609ff333eb9d4c061231fb26f92eeb04982a5f1d1764cad57665422',
    '0a420517e406aac0acdce90fcd71487718d3b953efd7fbec5f7f27e28c6149999397e91e029e06457db2d3e640668b392c2a7e737a7f0bf04436d11640fd09fd72e6882e8db28aad36237cd25d580db23783961c8dc52dfa2ec138ad472a0fcef3887cf62b623b2a87de5c588301ea3e5fc269b373b60724f5e82a6ad147fde7',
    '230e18e1bcc88a362fa54e4ea3902009292f7f8033624fd471b5d8ace49d12cfabbc19963dab8e2f1eba00bffb29e4d72d13f2224562f405cb80503666b25429',
    '9d45f66de5d67e2e6db6e93a59ce0bb48106097ff78a081de781cdb31fce8ccbaaea8dd4320c4119f1e9cd437a2eab3731fa9668ab268d871deda55a5473199f2fdc313095bcdd5fb3a91636f07a959c8e86b5636a1e930e8396049cb481961d365cc11453a06c719835475b12cb52fc3c383bce35e27ef194512b71876285fa',
    'a7927098655f1f9976fa50a9d566865dc530331846381c87256baf3226244b76d36403c024d7bbf0aa0803eaff405d3d24f11a9b5c0bef679fe1454b21c4cd1f7db71c3def63212841c463e881bdcf055523bd368240e6c3143bd8def8b3b3223b95e0f53082ff5e412f4222537a43df1c6d25729ddb51620a832be6a26680a2',
  ],
];

describe('key agreement', () => {
  it.each(brainpool)('follows the vectors of %s', (name, privateA, publicA, privateB, publicB, shared) => {
    expect(generateKeyPair(name, () => fromHex(privateA)).publicKey).toEqual(fromHex(`04${publicA}`));
    expect(generateKeyPair(name, () => fromHex(privateB)).publicKey).toEqual(fromHex(`04${publicB}`));
    expect(toHex(agree(name, fromHex(privateA), fromHex(`04${publicB}`)).toBytes(false))).toBe(`04${shared}`);
    expect(toHex(sharedSecret(name, fromHex(privateB), fromHex(`04${publicA}`)))).toBe(
      shared.slice(0, shared.length / 2),
    );
  });

  it.each(signatureVectors.ec)(
    'agrees with OpenSSL on $curve',
    ({ curve: name, spki, peerPrivateKey, sharedSecret: expected }) => {
      const key = parsePublicKey(fromHex(spki));
      if (key.kind !== 'ec') throw new Error('no curve');
      expect(toHex(sharedSecret(name, fromHex(peerPrivateKey), key.point))).toBe(expected);
    },
  );

  it.each(curveNames)('gives both sides the same secret on %s, over a mapped generator too', (name) => {
    const generator = curve(name).Point.BASE.multiply(12345n);
    for (const pairs of [
      [generateKeyPair(name, random), generateKeyPair(name, random)],
      [generateKeyPair(name, random, generator), generateKeyPair(name, random, generator)],
    ] as const) {
      const [a, b] = pairs;
      expect(sharedSecret(name, a.privateKey, b.publicKey)).toEqual(sharedSecret(name, b.privateKey, a.publicKey));
    }
  });

  it('draws again until the scalar is in range', () => {
    const { order, orderLength } = curve('brainpoolP256r1');
    const draws = [
      new Uint8Array(32),
      fromHex(order.toString(16)),
      new Uint8Array(32).fill(0xff),
      new Uint8Array(32).fill(1),
    ];
    const pair = generateKeyPair('brainpoolP256r1', () => draws.shift() ?? new Uint8Array());
    expect(pair.privateKey).toEqual(new Uint8Array(orderLength).fill(1));
    expect(draws).toHaveLength(0);
  });

  it('takes only the bits of the order from a draw', () => {
    expect(generateKeyPair('P-521', (length) => new Uint8Array(length).fill(0xf0)).privateKey[0]).toBe(0);
  });

  it('gives up on a broken random source', () => {
    expect(() => generateKeyPair('P-256', (length) => new Uint8Array(length))).toThrow('broken');
    expect(() => generateKeyPair('P-256', () => Uint8Array.of(1))).toThrow('broken');
  });

  it.each(curveNames)('refuses what is no point of %s', (name) => {
    const { Point, fieldLength, p } = curve(name);
    const point = Point.BASE.toBytes(false);
    const offCurve = point.slice();
    offCurve[offCurve.length - 1] = (offCurve.at(-1) ?? 0) ^ 1;
    const notReduced = concat(Uint8Array.of(4), new Uint8Array(2 * fieldLength).fill(0xff));
    const zero = new Uint8Array(1 + 2 * fieldLength);
    zero[0] = 4;
    const hybrid = point.slice();
    hybrid[0] = 6 + Number(curve(name).Gy & 1n);
    const tooLargeX = concat(Uint8Array.of(2), fromHex(p.toString(16).padStart(2 * fieldLength, '0')));
    for (const bytes of [
      Uint8Array.of(),
      Uint8Array.of(0),
      Uint8Array.of(4),
      point.subarray(0, -1),
      concat(point, Uint8Array.of(0)),
      offCurve,
      notReduced,
      zero,
      hybrid,
      tooLargeX,
      point.subarray(1),
    ]) {
      expect(() => decodePoint(name, bytes)).toThrow(Malformed);
    }
  });
});
