import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, toHex } from '#domain/bytes.ts';
import { Malformed } from './malformed.ts';
import { encodeTlv, expectTlv, findTlv, MAX_LENGTH, readHeader, readTlv, readTlvs } from './tlv.ts';

const tags = fc.constantFrom(0x01, 0x04, 0x30, 0x61, 0x7f49, 0x5f2e, 0x7f61, 0x5f1f, 0x7f8101);

describe('reading', () => {
  test.each([
    ['6003010203', 0x60, '010203'],
    ['7f49028800', 0x7f49, '8800'],
    ['7f8101 00', 0x7f8101, ''],
    ['048103aabbcc', 0x04, 'aabbcc'],
    ['04820003aabbcc', 0x04, 'aabbcc'],
    ['0484 00000003 aabbcc', 0x04, 'aabbcc'],
    ['0500 ffff', 0x05, ''],
  ])('%s', (hex, tag, value) => {
    const tlv = readTlv(fromHex(hex));
    expect(tlv.tag).toBe(tag);
    expect(toHex(tlv.value)).toBe(value);
  });

  test('raw is the object exactly as it stood, and nothing after it', () => {
    expect(toHex(readTlv(fromHex('048103aabbccdddd')).raw)).toBe('048103aabbcc');
  });

  test('a header alone is enough to learn the length', () => {
    expect(readHeader(fromHex('758220a0'))).toEqual({ tag: 0x75, valueAt: 4, length: 0x20a0 });
  });

  test('objects in a row, and one among them', () => {
    const row = fromHex('0201010c0141020102');
    expect(readTlvs(row).map(({ tag }) => tag)).toEqual([2, 0x0c, 2]);
    expect(toHex(findTlv(row, 2)?.value ?? new Uint8Array())).toBe('01');
    expect(findTlv(row, 4)).toBeUndefined();
    expect(readTlvs(new Uint8Array())).toEqual([]);
  });

  test('what is encoded is read back, and read as nothing else', () => {
    const value = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 65530, maxLength: 65540 }));
    fc.assert(
      fc.property(tags, value, (tag, content) => {
        const encoded = encodeTlv(tag, content);
        const tlv = readTlv(concat(encoded, Uint8Array.of(0xff)));
        expect(tlv.tag).toBe(tag);
        expect(toHex(tlv.value)).toBe(toHex(content));
        expect(tlv.raw.length).toBe(encoded.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('hostile input', () => {
  test.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a long tag cut short', '7f'],
    ['a long tag cut after two bytes', '7f81'],
    ['a tag of five bytes', '7f8181818101'],
    ['an indefinite length', '308004010000 00'],
    ['a length of five bytes', '30850000000001ff'],
    ['a length cut short', '308201'],
    ['four length bytes missing', '3084'],
    ['the largest length', '3084ffffffff'],
    ['a length one over the cap', '308401000001'],
    ['the reserved length byte', '30ff'],
    ['a value one byte short', '300301 02'],
  ])('%s is malformed', (_, hex) => {
    const bytes = fromHex(hex);
    expect(() => readTlv(bytes)).toThrow(Malformed);
  });

  test('a file is malformed when cut at any length', () => {
    const file = encodeTlv(
      0x6d,
      encodeTlv(0x30, encodeTlv(0x02, Uint8Array.of(1))),
      encodeTlv(0x5f1f, new Uint8Array(200)),
    );
    for (let length = 0; length < file.length; length++) {
      expect(() => readTlv(file.subarray(0, length)), `cut to ${length}`).toThrow(Malformed);
    }
    expect(readTlvs(readTlv(file).value)).toHaveLength(2);
  });

  test('a header may announce up to the cap', () => {
    expect(readHeader(fromHex('308300ffff')).length).toBe(0xffff);
    expect(readHeader(fromHex('308401000000')).length).toBe(MAX_LENGTH);
    expect(() => readHeader(fromHex('308401000001'))).toThrow(Malformed);
  });

  test('the wrong tag is named', () => {
    expect(() => expectTlv(fromHex('6100'), 0x6d, 'DG13')).toThrow(new Malformed('DG13', 'tag 61 where 6d belongs'));
    expect(expectTlv(fromHex('6d00'), 0x6d).value).toHaveLength(0);
  });

  test('any bytes give objects or Malformed, and the objects make up the input', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        try {
          expect(toHex(concat(...readTlvs(noise).map(({ raw }) => raw)))).toBe(toHex(noise));
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
