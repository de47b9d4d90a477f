import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLegacy, decodeLegacyText, legacyEncodings } from './legacy.ts';
import { tcvn3, vniLetters, vniMarks } from './legacy-tables.ts';

const lower = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ';

function encodeTcvn3(text: string): Uint8Array {
  const bytes = new Map([...tcvn3].map(([byte, letter]) => [letter, byte]));
  return Uint8Array.from([...text], (letter) => bytes.get(letter) ?? letter.charCodeAt(0));
}

// The way a typist's program writes VNI: the letter that has a byte, else the plain letter and the byte of its marks.
function encodeVni(text: string): Uint8Array {
  const letters = new Map([...vniLetters].map(([byte, letter]) => [letter, byte]));
  const marks = new Map(
    [...vniMarks].map(([byte, mark]) => [[...mark].sort().join(''), byte]).reverse() as [string, number][],
  );
  return Uint8Array.from(
    [...text].flatMap((letter) => {
      const whole = letters.get(letter);
      if (whole !== undefined) return [whole];
      const parts = [...letter.normalize('NFD')];
      const horned = parts.includes('\u031b')
        ? letters.get(`${parts[0]}\u031b`.normalize('NFC'))
        : parts[0]?.charCodeAt(0);
      const rest = parts.slice(1).filter((mark) => mark !== '\u031b');
      return rest.length === 0 ? [horned ?? 0] : [horned ?? 0, marks.get(rest.sort().join('')) ?? 0];
    }),
  );
}

describe('decodeLegacy', () => {
  it('reads the samples of the expectations', () => {
    expect(decodeLegacyText('§Æng ThÞ MÉu Hoµ', 'tcvn3').text).toBe('Đặng Thị Mẫu Hoà');
    expect(decodeLegacyText('Ñaëng Thò Maãu Hoaø', 'vni').text).toBe('Đặng Thị Mẫu Hoà');
    expect(decodeLegacyText('DDa(.ng Thi. Ma^~u Hoa`', 'viqr').text).toBe('Đặng Thị Mẫu Hoà');
  });

  it('reads every small letter of TCVN3 and VNI back', () => {
    expect(decodeLegacy(encodeTcvn3(lower), 'tcvn3')).toEqual({ text: lower, unknownAt: [] });
    const syllable = fc.array(fc.constantFrom(...lower), { maxLength: 30 }).map((letters) => letters.join(' '));
    fc.assert(
      fc.property(syllable, (text) => {
        expect(decodeLegacy(encodeVni(text), 'vni').text).toBe(text);
        expect(decodeLegacy(encodeVni(text.toUpperCase()), 'vni').text).toBe(text.toUpperCase());
      }),
    );
  });

  it('reads Mỹ, which a known converter loses', () => {
    expect(decodeLegacyText('Myõ', 'vni').text).toBe('Mỹ');
    expect(decodeLegacyText('Mü', 'tcvn3').text).toBe('Mỹ');
  });

  it('makes capitals of TCVN3 set in a capitals font, which has no bytes for them', () => {
    expect(decodeLegacyText('§Æng ThÞ MÉu Hßa', 'tcvn3Capitals').text).toBe('ĐẶNG THỊ MẪU HÒA');
  });

  it('takes marks of VIQR only where they can be marks', () => {
    expect(decodeLegacyText("H' Ma^~u", 'viqr').text).toBe("H' Mẫu");
    expect(decodeLegacyText('Ho\\?', 'viqr').text).toBe('Ho?');
    expect(decodeLegacyText('Thu+o+ng', 'viqr').text).toBe('Thương');
  });

  it('says where bytes mean nothing', () => {
    expect(decodeLegacy(Uint8Array.of(0x41, 0x80, 0xff, 0x42), 'tcvn3')).toEqual({
      text: 'A\ufffd\ufffdB',
      unknownAt: [1, 2],
    });
    expect(decodeLegacy(Uint8Array.of(0x41, 0xff), 'utf-8').unknownAt).toEqual([1]);
  });

  it('reads modern encodings as declared, composed', () => {
    expect(decodeLegacy(new TextEncoder().encode('Hòa'.normalize('NFD')), 'utf-8').text).toBe('Hòa');
    expect(decodeLegacy(Uint8Array.of(0x48, 0x6f, 0xcc, 0x61), 'windows-1258').text).toBe('Hòa');
  });

  it('never throws and never hangs, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(...legacyEncodings), (bytes, encoding) => {
        const { text } = decodeLegacy(bytes, encoding);
        expect(text).toBe(text.normalize('NFC'));
      }),
    );
  });
});
