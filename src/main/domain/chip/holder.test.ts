import { describe, expect, it } from 'vitest';
import type { FileName } from '#contract/evidence.ts';
import { type Cardholder, cardholders } from '#fixtures/people/people.ts';
import { dg11, dg12 } from '#fixtures/vectors/details.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { holderOf } from './holder.ts';
import { checkDigit } from './mrz.ts';
import { encodeTlv } from './tlv.ts';

const text = (value: string) => new TextEncoder().encode(value);
const dg1Of = (lines: readonly string[]) => encodeTlv(0x61, encodeTlv(0x5f1f, text(lines.join(''))));

function dg13Of(fields: Readonly<Record<number, string | readonly string[] | undefined>>): Uint8Array {
  const strings = (value: string | readonly string[]) => [value].flat().map((each) => encodeTlv(0x0c, text(each)));
  const entries = Object.entries(fields).flatMap(([number, value]) => {
    if (value === undefined) return [];
    const values = typeof value === 'string' ? strings(value) : [encodeTlv(0x30, ...strings(value))];
    return [encodeTlv(0x30, encodeTlv(0x02, Uint8Array.of(Number(number))), ...values)];
  });
  return encodeTlv(0x6d, encodeTlv(0x31, ...entries));
}

function holder(files: Partial<Record<FileName, Uint8Array>>) {
  return holderOf(new Map(Object.entries(files) as [FileName, Uint8Array][]));
}

/** A Vietnamese zone with the dates given and right check digits. */
function zone({ birth, expiry, number = '058099999910' }: { birth: string; expiry: string; number?: string }) {
  const digit = (field: string) => `${field}${checkDigit(field)}`;
  const first = `IDVNM${digit(number.slice(3))}${digit(`${number}<<`)}`;
  const second = `${digit(birth)}M${digit(expiry)}VNM<<<<<<<<<<<`;
  const composite = checkDigit(first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29));
  return [first, `${second}${composite}`, 'BA<<VAN<GIA<DINH'.padEnd(30, '<')];
}

function filesOf(person: Cardholder): { readonly DG1: Uint8Array; readonly DG13: Uint8Array } {
  const fields = { 1: person.soDinhDanh, 2: person.hoTen, 3: person.ngaySinh, 4: person.gioiTinh, 5: 'Việt Nam' };
  const more = { 6: person.danToc, 7: person.tonGiao, 9: person.thuongTru, 11: person.ngayCap, 12: person.hetHan };
  return { DG1: dg1Of(person.mrz), DG13: dg13Of({ ...fields, ...more, 15: person.cmnd }) };
}

const isoOf = (date: string) => date.split('/').reverse().join('-');

describe.each(cardholders().map((person) => [person.id, person] as const))('the card of %s', (_, person) => {
  it('states what the person is', () => {
    const found = holder(filesOf(person));
    expect(found).toMatchObject({
      number: { value: person.soDinhDanh, source: 'DG13' },
      name: { value: person.hoTen, source: 'DG13' },
      birth: { text: person.ngaySinh, iso: isoOf(person.ngaySinh), source: 'DG13' },
      sex: person.gioiTinh === 'Nam' ? 'male' : 'female',
      ethnicity: { value: person.danToc },
      residence: { value: person.thuongTru },
      issued: { iso: isoOf(person.ngayCap) },
      mrz: person.mrz,
      otherFields: [],
    });
    expect(found?.oldNumber?.value).toBe(person.cmnd);
    const never = person.hetHan === 'Không thời hạn';
    expect(found?.expiry).toEqual(
      never ? { kind: 'never' } : { kind: 'date', iso: isoOf(person.hetHan), text: person.hetHan },
    );
  });

  it('states number, birth century and expiry from DG1 alone as well', () => {
    const found = holder({ DG1: filesOf(person).DG1 });
    expect(found?.number).toEqual({ value: person.soDinhDanh, source: 'DG1' });
    expect(found?.birth).toMatchObject({ iso: isoOf(person.ngaySinh), source: 'DG1' });
    expect(found?.expiry.kind).toBe(person.hetHan === 'Không thời hạn' ? 'never' : 'date');
  });
});

describe('expiry', () => {
  const born1999 = { birth: '991231', number: '058099999910' };
  const expiry = (mrz: readonly string[], fields: Record<number, string> | null) =>
    holder({ DG1: dg1Of(mrz), ...(fields === null ? {} : { DG13: dg13Of(fields) }) })?.expiry;

  it('does not take a birth on 31/12/1999 for a card without end', () => {
    const mrz = zone({ ...born1999, expiry: '391231' });
    expect(expiry(mrz, { 12: '31/12/2039' })).toEqual({ kind: 'date', iso: '2039-12-31', text: '31/12/2039' });
    expect(expiry(mrz, null)).toEqual({ kind: 'date', iso: '2039-12-31', text: '31/12/2039' });
  });

  it('991231 is never where DG13 says so, whatever the age', () => {
    expect(expiry(zone({ ...born1999, expiry: '991231' }), { 12: 'Không thời hạn' })).toEqual({ kind: 'never' });
  });

  it('991231 is never for a holder of 60 at the issue, and unknown for a younger one, where DG13 has no end', () => {
    const born1966 = { birth: '661020', number: '084066999909', expiry: '991231' };
    expect(expiry(zone(born1966), { 3: '20/10/1966', 11: '20/10/2026' })).toEqual({ kind: 'never' });
    const day = expiry(zone(born1966), { 3: '20/10/1966', 11: '19/10/2026' });
    expect(day).toEqual({ kind: 'unknown', text: '991231' });
  });

  it('a date in DG13 beats 991231', () => {
    const mrz = zone({ ...born1999, expiry: '991231' });
    expect(expiry(mrz, { 12: '31/12/2039' })).toEqual({ kind: 'date', iso: '2039-12-31', text: '31/12/2039' });
    expect(expiry(mrz, { 12: 'vô hạn' })).toEqual({ kind: 'unknown', text: 'vô hạn' });
  });

  it('a date in the zone beats "Không thời hạn"', () => {
    const mrz = zone({ ...born1999, expiry: '391231' });
    expect(expiry(mrz, { 12: 'Không thời hạn' })).toMatchObject({ kind: 'date', iso: '2039-12-31' });
  });

  it('991231 of another state is a date, and an end that is no date is unknown', () => {
    const passport = 'P<UTOMAU<<ERIKA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F9912315<<<<<<<<<<<<<<<6';
    expect(holder({ DG1: dg1Of([passport]) })?.expiry).toMatchObject({ kind: 'date', iso: '2099-12-31' });
    expect(expiry(zone({ ...born1999, expiry: '39<<<<' }), null)).toEqual({ kind: 'unknown', text: '39<<<<' });
  });

  it('is DG13’s where there is no DG1', () => {
    const only = (value: string) => holder({ DG13: dg13Of({ 2: 'MẪU', 12: value }) })?.expiry;
    expect(only('01/02/2031')).toEqual({ kind: 'date', iso: '2031-02-01', text: '01/02/2031' });
    expect(only('Không thời hạn')).toEqual({ kind: 'never' });
    expect(only('2031')).toEqual({ kind: 'unknown', text: '2031' });
    expect(holder({ DG13: dg13Of({ 2: 'MẪU' }) })?.expiry).toEqual({ kind: 'unknown', text: '' });
  });
});

describe('birth', () => {
  const passport = (birth: string, expiry: string) =>
    dg1Of([`P<UTOMAU<<ERIKA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<L898902C36UTO${birth}2F${expiry}5<<<<<<<<<<<<<<<6`]);

  it('takes DG13 only where it agrees with the zone but for the century', () => {
    const mrz = dg1Of(zone({ birth: '991231', expiry: '391231' }));
    const birth = (value: string) => holder({ DG1: mrz, DG13: dg13Of({ 3: value }) })?.birth;
    expect(birth('31/12/1999')).toEqual({ text: '31/12/1999', iso: '1999-12-31', source: 'DG13' });
    expect(birth('30/12/1999')).toEqual({ text: '31/12/1999', iso: '1999-12-31', source: 'DG1' });
    expect(birth('không rõ')).toEqual({ text: '31/12/1999', iso: '1999-12-31', source: 'DG1' });
  });

  it('chooses the century by the end of the document', () => {
    expect(holder({ DG1: passport('740812', '310812') })?.birth?.iso).toBe('1974-08-12');
    expect(holder({ DG1: passport('200812', '310812') })?.birth?.iso).toBe('2020-08-12');
    expect(holder({ DG1: passport('280812', '310812') })?.birth?.iso).toBe('1928-08-12');
  });

  it('chooses the century by the date of issue, and by DG11', () => {
    expect(holder({ DG1: passport('200812', '310812'), DG12: dg12 })?.birth?.iso).toBe('1920-08-12');
    expect(holder({ DG1: passport('580711', '310812'), DG11: dg11 })?.birth?.iso).toBe('1958-07-11');
  });

  it('keeps what is no date as it stands', () => {
    expect(holder({ DG1: passport('<<<<<<', '310812') })?.birth).toEqual({ text: '<<<<<<', iso: null, source: 'DG1' });
  });
});

describe('holderOf', () => {
  it('reads the synthetic card, field by field', () => {
    const found = holder({ DG1: vector('cccd-synthetic/0101.bin'), DG13: vector('cccd-synthetic/010d.bin') });
    expect(found).toEqual({
      number: { value: '001199999993', source: 'DG13' },
      name: { value: 'Nguyễn Văn Thử', source: 'DG13' },
      birth: { text: '01/01/1999', iso: '1999-01-01', source: 'DG13' },
      sex: 'male',
      nationality: { value: 'Việt Nam', source: 'DG13' },
      ethnicity: { value: 'Kinh', source: 'DG13' },
      religion: { value: 'Không', source: 'DG13' },
      origin: { value: 'Ba Đình, Hà Nội', source: 'DG13' },
      residence: { value: 'Số 1, Phúc Xá, Ba Đình, Hà Nội', source: 'DG13' },
      features: { value: 'Nốt ruồi C:1cm trên trước đầu mày trái', source: 'DG13' },
      issued: { text: '02/02/2022', iso: '2022-02-02' },
      expiry: { kind: 'date', iso: '2039-01-01', text: '01/01/2039' },
      father: { value: 'Nguyễn Văn Cha', source: 'DG13' },
      mother: { value: 'Trần Thị Mẹ', source: 'DG13' },
      spouse: null,
      oldNumber: { value: '012345678', source: 'DG13' },
      mrz: ['IDVNM1999999935001199999993<<6', '9901018M3901016VNM<<<<<<<<<<<6', 'NGUYEN<<VAN<THU<<<<<<<<<<<<<<<'],
      otherFields: [{ number: 16, text: '0123456789ABCDEF' }],
    });
  });

  it('reads a passport, with DG11 and DG12', () => {
    const found = holder({ DG1: vector('lds-bsi2008/Datagroup1.bin'), DG11: dg11, DG12: dg12 });
    expect(found).toMatchObject({
      number: { value: '000000123', source: 'DG11' },
      name: { value: 'SMITH JOHN J', source: 'DG11' },
      nationality: { value: 'D', source: 'DG1' },
      issued: { text: '31/05/2002', iso: '2002-05-31' },
      father: null,
    });
  });

  it('composes the letters of a name and takes disguises out of it', () => {
    const found = holder({ DG13: dg13Of({ 2: `${'ĐẶNG THỊ MẪU HÒA'.normalize('NFD')}\u202e` }) });
    expect(found?.name?.value).toBe('ĐẶNG THỊ MẪU HÒA');
  });

  it('tells father and mother by context tags, in any order', () => {
    const entry = encodeTlv(
      0x30,
      encodeTlv(0x02, Uint8Array.of(13)),
      encodeTlv(0x81, text('MẸ MẪU')),
      encodeTlv(0x80, text('CHA MẪU')),
    );
    const found = holder({ DG13: encodeTlv(0x6d, entry) });
    expect([found?.father?.value, found?.mother?.value]).toEqual(['CHA MẪU', 'MẸ MẪU']);
  });

  it('shows a married holder’s spouse as the spouse, not as the mother', () => {
    const found = holder({ DG13: dg13Of({ 13: ['CHA MẪU', 'MẸ MẪU'], 14: ['VỢ MẪU'] }) });
    expect([found?.mother?.value, found?.spouse?.value]).toEqual(['MẸ MẪU', 'VỢ MẪU']);
  });

  it('is null without a readable DG1 or DG13', () => {
    expect(holder({})).toBeNull();
    expect(holder({ DG1: Uint8Array.of(0x61, 0x80), DG13: encodeTlv(0x6d, text('national')) })).toBeNull();
  });
});
