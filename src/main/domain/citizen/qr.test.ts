import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qrIdentitySchema } from '#contract/comparison.ts';
import { readDocumentDate } from '#domain/text/document-date.ts';
import { people } from '#fixtures/people/people.ts';
import { longestQr, readCardQr } from './qr.ts';

const f03 =
  '033188999903|000999003|Nguỵ Thuý Mẫu Quỳnh|29021988|Nữ|Tổ dân phố Mẫu, Bần Yên Nhân, Mỹ Hào, Hưng Yên|01062021';
const identity = {
  number: '033188999903',
  oldNumber: '000999003',
  name: 'Nguỵ Thuý Mẫu Quỳnh',
  birth: '1988-02-29',
  sex: 'female',
  residence: 'Tổ dân phố Mẫu, Bần Yên Nhân, Mỹ Hào, Hưng Yên',
  issued: '2021-06-01',
};

describe('readCardQr', () => {
  it('reads every code of the set as the person says', () => {
    const coded = people().filter(({ qr }) => qr !== undefined);
    expect(coded.length).toBeGreaterThan(8);
    for (const { qr = '', soDinhDanh, cmnd = null, ngaySinh, gioiTinh, qrDiaChi, ngayCap = '' } of coded)
      expect(readCardQr(qr)).toMatchObject({
        kind: 'card',
        identity: {
          ...{ number: soDinhDanh, oldNumber: cmnd, residence: qrDiaChi, sex: gioiTinh === 'Nam' ? 'male' : 'female' },
          ...{ birth: readDocumentDate(ngaySinh).iso, issued: readDocumentDate(ngayCap).iso },
        },
        cancelledNumbers: [],
        rest: [],
      });
  });

  it.each([
    ['with an empty old number', f03.replace('000999003', ''), { oldNumber: null }],
    ['of six fields, the old number missing altogether', f03.replace('|000999003', ''), { oldNumber: null }],
    ['with dates between strokes', f03.replace('29021988', '29/02/1988').replace('01062021', '01/06/2021'), {}],
    ['with the line end a scanner types', `\ufeff${f03}\r\n`, {}],
    ['in decomposed letters', f03.normalize('NFD'), {}],
    ['with UTF-8 read as Latin-1', Buffer.from(f03, 'utf8').toString('latin1'), {}],
    ['with needless spaces', f03.replaceAll('|', ' | '), {}],
    ['of a year alone', f03.replace('29021988', '1988'), { birth: '1988' }],
    ['of a day that is none', f03.replace('29021988', '30021988'), { birth: null }],
    ['without a sex', f03.replace('Nữ', ''), { sex: null, residence: null }],
    ['without an issue', f03.replace('01062021', ''), { issued: null }],
  ])('reads one %s', (_, text, change) => {
    expect(readCardQr(text)).toMatchObject({ kind: 'card', identity: { ...identity, ...change } });
  });

  it('reads the fields of 2024 in either order, and keeps what it has no name for', () => {
    const more = 'ĐẶNG VĂN MẪU CHA|NGUYỄN THỊ MẪU MẸ';
    const asIn2021 = readCardQr(`${f03}|033188000001|${more}`);
    const asListed = readCardQr(
      `033188999903|Nguỵ Thuý Mẫu Quỳnh|29021988|Nữ|${identity.residence}|01062021|000999003|033188000001|${more}`,
    );
    for (const read of [asIn2021, asListed])
      expect(read).toEqual({
        ...{ kind: 'card', form: '2024', identity, cancelledNumbers: ['033188000001'], rest: more.split('|') },
      });
  });

  it('tells the form of 2024 by the place of the old number when nothing else differs', () => {
    const { name, residence } = identity;
    const listed = `033188999903|${name}|29021988|Nữ|${residence}|01062021|000999003`;
    expect([f03, listed].map((text) => readCardQr(text))).toMatchObject([
      { form: '2021', identity },
      { form: '2024', identity },
    ]);
  });

  it.each([
    ['', 'notACard'],
    ['||||||', 'notACard'],
    ['https://example.invalid/001304999901', 'notACard'],
    ['000999003|000999003|MẪU|29021988|Nữ|X|01062021', 'notACard'],
    ['033188999903||29021988|Nữ|X|01062021|', 'notACard'],
    ['０３３１８８９９９９０３||MẪU|29021988|Nữ|X|01062021', 'notACard'],
    [`${f03}${'|x'.repeat(20)}`, 'notACard'],
    ['x'.repeat(longestQr + 1), 'notACard'],
    [f03.replace('Nguỵ', 'Ngu廙'), 'garbled'],
    [f03.replace('Nguỵ', 'Ngu\ufffd'), 'garbled'],
    [f03.replace('Nguỵ Thuý', 'Ngu? Thu?'), 'garbled'],
  ] as const)('says of %j: %s', (text, kind) => {
    expect(readCardQr(text)).toEqual({ kind });
  });

  it('never throws, and gives nothing that breaks the contract', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('001304999901', '000999003', '29021988', 'Nam', 'Nữ', 'MẪU', '', '||', '\u0000', '00000000'),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 20 }), (cells) => {
        const read = readCardQr(cells.join('|'));
        if (read.kind !== 'card') return;
        expect(qrIdentitySchema.parse(read.identity)).toEqual(read.identity);
        expect(read.identity.number).toMatch(/^\d{12}$/);
        expect(read.identity.name).not.toBe('');
        expect(read.identity.name).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 500 },
    );
  });
});
