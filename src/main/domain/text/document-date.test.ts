import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoOfMrzDate, readCompactDate, readDocumentDate, saysNoExpiry, showIsoDate } from './document-date.ts';

describe('readDocumentDate', () => {
  it.each([
    ['14/02/2004', '2004-02-14'],
    ['29/02/1988', '1988-02-29'],
    ['29/02/1987', null],
    ['31/04/2000', null],
    ['1962', '1962'],
    ['05/1962', '1962-05'],
    ['00/00/1962', '1962'],
    ['00/05/1962', '1962-05'],
    ['12/00/1962', null],
    ['--/--/1962', '1962'],
    ['1-2-2003', '2003-02-01'],
    ['13/13/2003', null],
    ['0001', null],
    ['Không thời hạn', null],
    ['', null],
  ])('reads %j as %j', (text, iso) => {
    expect(readDocumentDate(text)).toEqual({ text: text.trim(), iso });
  });

  it('shows back what it read, for every day of 1900 to 2099', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10);
        expect(readDocumentDate(showIsoDate(iso)).iso).toBe(iso);
        expect(readCompactDate(iso.replaceAll('-', ''))).toBe(iso);
      }),
    );
  });
});

describe('isoOfMrzDate', () => {
  it('leaves unknown parts out', () => {
    expect(isoOfMrzDate('62<<<<', 19)).toBe('1962');
    expect(isoOfMrzDate('6205<<', 19)).toBe('1962-05');
    expect(isoOfMrzDate('991231', 20)).toBe('2099-12-31');
  });

  it('is null for what no calendar has', () => {
    expect(isoOfMrzDate('620230', 19)).toBeNull();
    expect(isoOfMrzDate('<<<<<<', 19)).toBeNull();
    expect(isoOfMrzDate('62<<15', 19)).toBeNull();
  });
});

describe('saysNoExpiry', () => {
  it('knows the phrase in any case and composition', () => {
    expect(saysNoExpiry('Không thời hạn')).toBe(true);
    expect(saysNoExpiry('KHÔNG  THỜI HẠN'.normalize('NFD'))).toBe(true);
    expect(saysNoExpiry('01/01/2039')).toBe(false);
    expect(saysNoExpiry('')).toBe(false);
  });
});
