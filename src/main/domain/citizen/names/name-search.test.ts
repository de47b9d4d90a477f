import { describe, expect, it } from 'vitest';
import { people } from '#fixtures/people/people.ts';
import { mrzNameFit, mrzNameOf, mrzPrefixKey } from './mrz-name.ts';
import { nameParts } from './name-parts.ts';
import { nameQuery, nameRank, searchTokens } from './name-search.ts';
import { nameDefects, textDefects } from './residue.ts';

const found = (typed: string): readonly string[] => {
  const query = nameQuery(typed);
  if (query === null) return [];
  return people()
    .map(({ id, hoTen }) => ({ id, rank: nameRank(query, hoTen) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ id }) => id);
};

describe('nameQuery and nameRank', () => {
  it.each([
    ['đặng thị mẫu hòa', ['F01']],
    ['ĐẶNG THỊ MẪU HOÀ', ['F01']],
    ['ÐẶNG THỊ MẪU HÒA', ['F01']],
    ['dang thi mau hoa', ['F01']],
    ['DANG<<THI<MAU<HOA', ['F01']],
    ['hoa dang', ['F01']],
    ['mau ho', ['F01']],
    ['Ä\u0090áº·ng', ['F01']],
    ["h' mẫu", ['F05']],
    ['H’ Mẫu', ['F05']],
    ['thử', ['F14', 'F02', 'F04', 'F06', 'F03', 'F13']],
    ['Lý Mẫu Mĩ', ['F12', 'F11']],
    ['Lý Mẫu Mỹ', ['F11', 'F12']],
    ['tran van mau luy', ['F18', 'F19']],
    ['đinh', ['F10', 'F20']],
    ['xyz', []],
    ['', []],
    ['Hu廙軟h', []],
  ])('%j finds %j', (typed, ids) => {
    expect(found(typed)).toEqual(ids);
  });

  it('ranks the spelling that was typed before others', () => {
    const query = nameQuery('Trần Văn Mẫu Luỹ');
    expect(
      query && ['TRẦN VĂN MẪU LUỸ', 'Tran Van Mau Luy', 'Trần Văn Mẫu Luỹ Em'].map((name) => nameRank(query, name)),
    ).toEqual([0, 2, 3]);
    expect(query?.marked).toBe(true);
    expect(nameQuery('tran')?.marked).toBe(false);
  });

  it('needs every word as often as it was typed', () => {
    const query = nameQuery('mau mau');
    expect(query && nameRank(query, 'LÝ MẪU MỸ')).toBeNull();
  });

  it('indexes a name under its folded words', () => {
    expect(searchTokens("H' MẪU BYĂ")).toBe('h mau bya');
  });
});

describe('the name of a zone', () => {
  it('is made of every name of the set as its card has it', () => {
    for (const { id, hoTen, mrz } of people()) {
      if (mrz === undefined) continue;
      expect({ id, name: mrzNameOf(hoTen) }).toEqual({ id, name: mrz[2] });
      expect({ id, fit: mrzNameFit(mrz[2] ?? '', hoTen) }).toEqual({ id, fit: id === 'F13' ? 'prefix' : 'whole' });
    }
  });

  it('fits nobody else, and a shorter name only where the field was full', () => {
    expect(mrzNameFit('DANG<<THI<MAU<HOA<<<<<<<<<<<<<', 'ĐẶNG THỊ MẪU HÒA BÌNH')).toBe('no');
    expect(mrzNameFit('LY<<MAU<MI<<<<<<<<<<<<<<<<<<<<', 'LÝ MẪU MỸ')).toBe('no');
    expect(mrzNameFit('<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<', '')).toBe('no');
    expect(mrzPrefixKey('TON<<NU<THI<VI<DU<HOANG<THUY<D')).toBe('ton nu thi vi du hoang thuy d');
  });
});

describe('nameParts', () => {
  it('splits only where the order is sure', () => {
    expect(nameParts('ĐẶNG THỊ MẪU HÒA', 'Kinh')).toEqual({
      kind: 'split',
      family: 'ĐẶNG',
      middle: ['THỊ', 'MẪU'],
      given: 'HÒA',
    });
    expect(nameParts('THỬ', 'Xơ-đăng')).toEqual({ kind: 'whole', words: ['THỬ'] });
    for (const [name, ethnicity] of [
      ['Y THỬ NIÊ KĐĂM', null],
      ["H' MẪU BYĂ", null],
      ["K' THỬ VÍ DỤ", null],
      ['GIÀNG A MẪU', 'Hmông'],
      ['NIÊ MẪU', 'Ê Đê'],
    ] as const)
      expect(nameParts(name, ethnicity).kind).toBe('whole');
  });
});

describe('nameDefects', () => {
  it('finds nothing in the names of the set', () => {
    for (const { id, hoTen } of people()) expect({ id, defects: nameDefects(hoTen) }).toEqual({ id, defects: [] });
  });

  it.each([
    ['ÐẶNG', 'letterD'],
    ['Hòa'.normalize('NFD'), 'notComposed'],
    ['§Æng ThÞ', 'legacyEncoding'],
    ['Ñaëng Thò', 'legacyEncoding'],
    ['Ä\u0090áº·ng', 'mojibake'],
    ['A  B', 'spaces'],
    ['A\u200bB', 'invisible'],
    ['MẪU 2', 'digits'],
    ['NGUYễN', 'mixedCase'],
  ] as const)('%j has %s', (name, defect) => {
    expect(nameDefects(name)).toContain(defect);
  });

  it('lets digits be in an address', () => {
    expect(textDefects('99/1 đường Thử Nghiệm, Phường 12')).toEqual([]);
  });
});
