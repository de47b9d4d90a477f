import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { people } from '#fixtures/people/people.ts';
import { type NumberFacts, numberFindings, numberPlace, parseCitizenNumber, typedNumber } from './number.ts';
import { numberCountries } from './number-countries.ts';
import { numberProvinces } from './number-provinces.ts';
import { parseOldNumber } from './old-number.ts';

const on = '2026-11-22';
const facts: NumberFacts = { birth: null, sex: null, province: null, on };
const codes = (number: string, known: Partial<NumberFacts> = {}) =>
  numberFindings(number, { ...facts, ...known }).map(({ code }) => code);

describe('parseCitizenNumber', () => {
  it.each([
    ['001304999901', 'female', 2004],
    ['030207999902', 'male', 2007],
    ['058099999910', 'male', 1999],
    ['066162999905', 'female', 1962],
    ['001400000001', 'male', 2100],
    ['001900000001', 'female', 2300],
  ])('takes %s apart', (number, sex, birthYear) => {
    expect(parseCitizenNumber(number)).toMatchObject({ sex, birthYear, place: number.slice(0, 3) });
  });

  it('takes nothing but twelve digits', () => {
    for (const text of ['', '00130499990', '0013049999011', '00130499990a', ' 001304999901', '٠٠١٣٠٤٩٩٩٩٠١'])
      expect(parseCitizenNumber(text)).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parts = parseCitizenNumber(text);
        expect(parts === null).toBe(!/^[0-9]{12}$/.test(text));
      }),
    );
  });

  it('gets the digits out of what people type', () => {
    expect(typedNumber(' 001 304-999.901\u00a0')).toBe('001304999901');
  });
});

describe('numberPlace', () => {
  it('knows 63 provinces, of which 34 are left, and 195 countries', () => {
    expect(numberProvinces.size).toBe(63);
    expect(new Set([...numberProvinces.values()].map(({ now }) => now)).size).toBe(34);
    expect(numberCountries.size).toBe(195);
    expect([...numberCountries.keys()].map(Number)).toEqual(Array.from({ length: 195 }, (_, index) => 101 + index));
  });

  it('finds provinces that were abolished, and countries', () => {
    expect(numberPlace('030')).toEqual({ kind: 'province', code: '030', name: 'Hải Dương', now: '31' });
    expect(numberPlace('252')).toEqual({ kind: 'country', code: '252', name: 'Séc (Tiệp)' });
    expect(numberPlace('099')).toBeNull();
  });
});

describe('numberFindings', () => {
  it('passes everybody of the set but F16 (DQ01 of the expectations)', () => {
    for (const { id, soDinhDanh, gioiTinh, ngaySinh } of people()) {
      const known = { birth: ngaySinh.slice(-4), sex: gioiTinh === 'Nam' ? 'male' : 'female' } as const;
      expect({ id, codes: codes(soDinhDanh, known) }).toEqual({ id, codes: id === 'F16' ? ['sexDiffers'] : [] });
    }
    expect(codes('036086999916', { sex: 'male', birth: '1986' })).toEqual([]);
  });

  it('never refuses a number for an abolished province', () => {
    for (const { code, now } of numberProvinces.values())
      expect(codes(`${code}304999901`, { province: now })).toEqual([]);
    expect(codes('030304999901', { province: '01' })).toEqual(['placeDiffers']);
    expect(numberFindings('099304999901', facts)).toEqual([{ kind: 'warning', code: 'placeUnknown' }]);
  });

  it('finds a girl of 2019 whose number says the century before, as a published sample has it', () => {
    expect(codes('001119000001', { birth: '2019', sex: 'female' })).toEqual(['yearDiffers']);
  });

  it('finds years to come and numbers of another length', () => {
    expect(codes('001227000001')).toEqual(['yearInFuture']);
    expect(codes('123456789')).toEqual(['notTwelveDigits']);
  });

  it('does not judge what is not known', () => {
    expect(codes('001304999901', { sex: 'unknown' })).toEqual([]);
  });
});

describe('parseOldNumber', () => {
  it('names who may have issued nine digits, the longer beginning first', () => {
    expect(parseOldNumber('285123456')?.issuers).toEqual(['Bình Phước']);
    expect(parseOldNumber('271450001')?.issuers).toEqual(['Bà Rịa – Vũng Tàu', 'Đồng Nai']);
    expect(parseOldNumber('000999018')).toEqual({ number: '000999018', issuers: [] });
    expect(parseOldNumber('001304999901')).toBeNull();
  });
});
