import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '#domain/bytes.ts';
import { des, tripleDes } from './des.ts';

const zero = '0000000000000000';
const weak = '0101010101010101';

// NIST SP 500-20 / SP 800-17 appendix A and B: key, plain text, cipher text.
const known: readonly (readonly [string, string, string])[] = [
  // variable plain text (the initial permutation and E)
  [weak, '8000000000000000', '95f8a5e5dd31d900'],
  [weak, '4000000000000000', 'dd7f121ca5015619'],
  [weak, '2000000000000000', '2e8653104f3834ea'],
  [weak, '1000000000000000', '4bd388ff6cd81d4f'],
  [weak, '0800000000000000', '20b9e767b2fb1456'],
  // variable key (PC1, PC2)
  ['8001010101010101', zero, '95a8d72813daa94d'],
  ['4001010101010101', zero, '0eec1487dd8c26d5'],
  ['2001010101010101', zero, '7ad16ffb79c45926'],
  // the nineteen substitution table tests (all S-boxes)
  ['7ca110454a1a6e57', '01a1d6d039776742', '690f5b0d9a26939b'],
  ['0131d9619dc1376e', '5cd54ca83def57da', '7a389d10354bd271'],
  ['07a1133e4a0b2686', '0248d43806f67172', '868ebb51cab4599a'],
  ['3849674c2602319e', '51454b582ddf440a', '7178876e01f19b2a'],
  ['04b915ba43feb5b6', '42fd443059577fa2', 'af37fb421f8c4095'],
  ['0113b970fd34f2ce', '059b5e0851cf143a', '86a560f10ec6d85b'],
  ['0170f175468fb5e6', '0756d8e0774761d2', '0cd3da020021dc09'],
  ['43297fad38e373fe', '762514b829bf486a', 'ea676b2cb7db2b7a'],
  ['07a7137045da2a16', '3bdd119049372802', 'dfd64a815caf1a0f'],
  ['04689104c2fd3b2f', '26955f6835af609a', '5c513c9c4886c088'],
  ['37d06bb516cb7546', '164d5e404f275232', '0a2aeeae3ff4ab77'],
  ['1f08260d1ac2465e', '6b056e18759f5cca', 'ef1bf03e5dfa575a'],
  ['584023641aba6176', '004bd6ef09176062', '88bf0db6d70dee56'],
  ['025816164629b007', '480d39006ee762f2', 'a1f9915541020b56'],
  ['49793ebc79b3258f', '437540c8698f3cfa', '6fbf1cafcffd0556'],
  ['4fb05e1515ab73a7', '072d43a077075292', '2f22e49bab7ca1ac'],
  ['49e95d6d4ca229bf', '02fe55778117f12a', '5a6b612cc26cce4a'],
  ['018310dc409b26d6', '1d9d5c5018f728c2', '5f4c038ed12b2e41'],
  ['1c587f1c13924fef', '305532286d6f295a', '63fac0d034d9f793'],
];

describe('DES', () => {
  test.each(known)('NIST: key %s, %s → %s and back', (key, plain, cipher) => {
    expect(toHex(des(fromHex(key)).encrypt(fromHex(plain)))).toBe(cipher);
    expect(toHex(des(fromHex(key)).decrypt(fromHex(cipher)))).toBe(plain);
  });

  test('FIPS 81 table B1: electronic code book', () => {
    const cipher = des(fromHex('0123456789abcdef'));
    const blocks = ['4e6f772069732074', '68652074696d6520', '666f7220616c6c20'].map((block) =>
      cipher.encrypt(fromHex(block)),
    );
    expect(blocks.map(toHex)).toEqual(['3fa40e8a984d4815', '6a271787ab8883f9', '893d51ec4b563b53']);
  });

  test('the parity bits of the key do not matter', () => {
    const block = fromHex('0123456789abcdef');
    expect(des(fromHex('133457799bbcdff1')).encrypt(block)).toEqual(des(fromHex('123556789abddef0')).encrypt(block));
  });

  test('a weak key is its own inverse', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (block) => {
        const cipher = des(fromHex(weak));
        expect(cipher.encrypt(cipher.encrypt(block))).toEqual(block);
      }),
    );
  });

  test('complementing key and plain text complements the cipher text', () => {
    const eight = fc.uint8Array({ minLength: 8, maxLength: 8 });
    const not = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0xff);
    fc.assert(
      fc.property(eight, eight, (key, block) => {
        expect(des(not(key)).encrypt(not(block))).toEqual(not(des(key).encrypt(block)));
      }),
    );
  });
});

describe('3DES', () => {
  test('NIST SP 800-67 appendix B: three keys', () => {
    const cipher = tripleDes(fromHex('0123456789abcdef 23456789abcdef01 456789abcdef0123'));
    const blocks = ['5468652071756663', '6b2062726f776e20', '666f78206a756d70'];
    const encrypted = ['a826fd8ce53b855f', 'cce21c8112256fe6', '68d5c05dd9b6b900'];
    expect(blocks.map((block) => toHex(cipher.encrypt(fromHex(block))))).toEqual(encrypted);
    expect(encrypted.map((block) => toHex(cipher.decrypt(fromHex(block))))).toEqual(blocks);
  });

  test('with equal keys it is DES', () => {
    const block = fromHex('0123456789abcdef');
    expect(tripleDes(fromHex('133457799bbcdff1133457799bbcdff1')).encrypt(block)).toEqual(fromHex('85e813540f0ab405'));
  });

  test('decryption undoes encryption for keys of 16 and 24 bytes', () => {
    const key = fc.constantFrom(16, 24).chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));
    fc.assert(
      fc.property(key, fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes, block) => {
        const cipher = tripleDes(bytes);
        expect(cipher.decrypt(cipher.encrypt(block))).toEqual(block);
      }),
    );
  });
});

describe('misuse', () => {
  test.each([0, 7, 9, 16])('a DES key of %i bytes is refused', (length) => {
    expect(() => des(new Uint8Array(length))).toThrow(RangeError);
  });

  test.each([0, 8, 15, 17, 25])('a 3DES key of %i bytes is refused', (length) => {
    expect(() => tripleDes(new Uint8Array(length))).toThrow(RangeError);
  });

  test.each([0, 7, 9])('a block of %i bytes is refused', (length) => {
    expect(() => des(new Uint8Array(8)).encrypt(new Uint8Array(length))).toThrow(RangeError);
    expect(() => tripleDes(new Uint8Array(16)).decrypt(new Uint8Array(length))).toThrow(RangeError);
  });

  test('blocks are read where a view puts them and left as they are', () => {
    const whole = fromHex('ffff0123456789abcdefff');
    expect(toHex(des(fromHex('133457799bbcdff1')).encrypt(whole.subarray(2, 10)))).toBe('85e813540f0ab405');
    expect(toHex(whole)).toBe('ffff0123456789abcdefff');
  });

  test('after wipe the key is gone', () => {
    const cipher = tripleDes(fromHex('0123456789abcdef 23456789abcdef01'));
    const before = cipher.encrypt(new Uint8Array(8));
    cipher.wipe();
    expect(cipher.encrypt(new Uint8Array(8))).not.toEqual(before);
    expect(cipher.encrypt(new Uint8Array(8))).toEqual(tripleDes(fromHex(weak + weak)).encrypt(new Uint8Array(8)));
  });
});
