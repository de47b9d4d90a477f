import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownText } from '#domain/text/unicode.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { encodeTlv } from '../tlv.ts';
import { parseDg13 } from './dg13.ts';

const utf8 = (text: string) => encodeTlv(0x0c, new TextEncoder().encode(text));
const entry = (number: number, ...values: readonly Uint8Array[]) =>
  encodeTlv(0x30, encodeTlv(0x02, Uint8Array.of(number)), ...values);
const plain = (...texts: readonly string[]) => texts.map((text) => ({ context: null, text }));

describe('parseDg13', () => {
  it('reads the fields of a Vietnamese card', () => {
    const { fields, national } = parseDg13(vector('cccd-synthetic/010d.bin'));
    expect(national).toBeNull();
    expect([...fields.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16]);
    expect(fields.get(2)).toEqual(plain('Nguyễn Văn Thử'));
    expect(fields.get(12)).toEqual(plain('01/01/2039'));
    expect(fields.get(13)).toEqual(plain('Nguyễn Văn Cha', 'Trần Thị Mẹ'));
    expect(fields.get(16)).toEqual(plain('0123456789ABCDEF'));
  });

  it('reads a bare list of entries, also a list of one', () => {
    const bare = parseDg13(encodeTlv(0x6d, entry(1, utf8('001')), entry(2, utf8('MẪU'))));
    expect([...bare.fields]).toEqual([
      [1, plain('001')],
      [2, plain('MẪU')],
    ]);
    expect([...parseDg13(encodeTlv(0x6d, entry(2, utf8('MẪU')))).fields]).toEqual([[2, plain('MẪU')]]);
    const listed = parseDg13(encodeTlv(0x6d, encodeTlv(0x30, entry(1, utf8('001')), entry(2, utf8('MẪU')))));
    expect([...listed.fields.keys()]).toEqual([1, 2]);
  });

  it('keeps numbers nobody has explained, empty fields and texts of other types', () => {
    const { fields } = parseDg13(
      encodeTlv(0x6d, entry(99, utf8('lạ')), entry(6, utf8('')), entry(7), entry(8, encodeTlv(0x02, Uint8Array.of(5)))),
    );
    expect([...fields]).toEqual([
      [99, plain('lạ')],
      [6, []],
      [7, []],
      [8, plain('05')],
    ]);
  });

  it('gives back any texts under any numbers', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(127), texts), { selector: ([n]) => n, minLength: 1, maxLength: 20 }),
        (all) => {
          const entries = all.map(([number, values]) => entry(number, ...values.map(utf8)));
          const wrapped = encodeTlv(
            0x30,
            entry(1).subarray(2),
            encodeTlv(0x06, Uint8Array.of(0x28)),
            encodeTlv(0x31, ...entries),
          );
          const expected = all.map(([n, values]) => [n, plain(...values.map(shownText).filter((each) => each !== ''))]);
          expect([...parseDg13(encodeTlv(0x6d, wrapped)).fields]).toEqual(expected);
        },
      ),
    );
  });

  it('keeps the context tags of father and mother, primitive or around a string', () => {
    const text = (value: string) => new TextEncoder().encode(value);
    const primitive = parseDg13(
      encodeTlv(0x6d, entry(13, encodeTlv(0x81, text('MẸ MẪU')), encodeTlv(0x80, text('CHA MẪU')))),
    );
    const expected = [
      { context: 1, text: 'MẸ MẪU' },
      { context: 0, text: 'CHA MẪU' },
    ];
    expect(primitive.fields.get(13)).toEqual(expected);
    const wrapped = parseDg13(
      encodeTlv(0x6d, entry(13, encodeTlv(0x30, encodeTlv(0xa1, utf8('MẸ MẪU')), encodeTlv(0xa0, utf8('CHA MẪU'))))),
    );
    expect(wrapped.fields.get(13)).toEqual(expected);
  });

  it.each([
    ['text', new TextEncoder().encode('S1234567D national data')],
    ['nothing', new Uint8Array()],
    ['another structure', encodeTlv(0x30, encodeTlv(0x04, Uint8Array.of(1)))],
    ['too many fields', encodeTlv(0x30, ...Array.from({ length: 65 }, (_, i) => entry(i)))],
    ['deep nesting', entry(1, encodeTlv(0x30, encodeTlv(0x30, encodeTlv(0x30, encodeTlv(0x30, utf8('x'))))))],
    ['an endless text', entry(1, utf8('x'.repeat(3000)))],
  ])('keeps %s as it stands', (_, content) => {
    expect(parseDg13(encodeTlv(0x6d, content))).toEqual({ fields: new Map(), national: content });
  });
});
