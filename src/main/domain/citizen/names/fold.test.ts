import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedKey, foldText, nameKeys, toneKey, weakKey } from './fold.ts';
import { tidyText } from './name-text.ts';

describe('toneKey', () => {
  it.each([
    ['HOÀ', 'HÒA'],
    ['LŨY', 'LUỸ'],
    ['QUÝ', 'QÚY'],
    ['NGỤY', 'NGUỴ'],
    ['TOÀN', 'TÒAN'],
    ['Đặng', 'Ðặng'],
    ['THUÝ', 'Thúy'],
    ['KHOẺ', 'khỏe'],
    ["H' MẪU BYĂ", 'H’ Mẫu Byă'],
    ["K'THỬ", "K' THỬ"],
    ['Hòa'.normalize('NFD'), 'Hoà'],
    ['a\u0306\u0323', 'ặ'],
    ['  Lý   Mẫu ', 'lý mẫu'],
  ])('takes %j and %j for one', (one, other) => {
    expect(toneKey(one)).toBe(toneKey(other));
  });

  it.each([
    ['MỸ', 'MĨ'],
    ['HOA', 'HÒA'],
    ['DUNG', 'ĐUNG'],
    ['AN', 'ÂN'],
    ['ƠN', 'ÔN'],
    ['MẪU', 'M.'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(toneKey(one)).not.toBe(toneKey(other));
  });

  it('does not depend on composition, case or spaces, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'aăâeêoôơuưyiđbhngàấễựỷ ')), (letters) => {
        const text = letters.join('');
        expect(toneKey(text.normalize('NFD'))).toBe(toneKey(text));
        expect(toneKey(text.toUpperCase())).toBe(toneKey(text));
        expect(toneKey(`  ${text.replaceAll(' ', '  ')} `)).toBe(toneKey(text));
        expect(toneKey(toneKey(text))).toBe(toneKey(text));
      }),
    );
  });
});

describe('weakKey', () => {
  it.each([
    ['LÝ MẪU MỸ', 'LÝ MẪU MĨ'],
    ['Lý', 'Lí'],
    ['Kỳ', 'Kì'],
    ['Quý', 'Quí'],
  ])('takes %j and %j for possibly one', (one, other) => {
    expect(weakKey(one)).toBe(weakKey(other));
  });

  it.each([
    ['Thúy', 'Thúi'],
    ['Tay', 'Tai'],
    ['Y', 'I'],
    ['Mỹ', 'Mì'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(weakKey(one)).not.toBe(weakKey(other));
  });
});

describe('foldText and foldedKey', () => {
  it('leave letters a keyboard without Vietnamese has', () => {
    expect(foldText("ĐẶNG THỊ MẪU HÒA, H’ Byă Ê-đê K'Ho")).toBe('dang thi mau hoa h bya e de k ho');
    expect(foldedKey('LÝ MẪU MỸ')).toBe('li mau mi');
    expect(foldText('Lý')).toBe('ly');
    expect(foldText('')).toBe('');
  });
});

describe('nameKeys', () => {
  it('are the three keys, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const keys = { toneKey: toneKey(name), weakKey: weakKey(name), foldedKey: foldedKey(name) };
        expect(nameKeys(name)).toEqual(keys);
      }),
    );
    expect(nameKeys("LÝ H' MỸ")).toEqual({
      toneKey: "ly\u0301 h' my\u0303",
      weakKey: "li\u0301 h' mi\u0303",
      foldedKey: 'li h mi',
    });
  });
});

describe('tidyText', () => {
  it('says what it repaired and leaves tone marks where they are', () => {
    expect(tidyText('ÐẶNG  HOÀ\u200b\u00a0HÒA')).toEqual({
      text: 'ĐẶNG HOÀ HÒA',
      repairs: ['letterD', 'invisible', 'spaces'],
    });
    expect(tidyText('Hòa'.normalize('NFD')).repairs).toEqual(['composition']);
    expect(tidyText('ĐẶNG THỊ MẪU HÒA').repairs).toEqual([]);
  });

  it('repairs the small letters too, which are not those of Đ', () => {
    expect(tidyText('ðɖƉ').text).toBe('đđĐ');
  });

  it('has nothing left to repair in its own output', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { text: once } = tidyText(text);
        expect(tidyText(once)).toEqual({ text: once, repairs: [] });
      }),
    );
  });
});
