import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { addressOf, resolveAddress, unitOfOldCode } from './address.ts';
import { compareAddresses } from './compare-addresses.ts';
import { createDivisions } from './divisions.ts';

const divisions = createDivisions(sampleDivisions);
const unitsOf = (text: string) => resolveAddress(text, divisions).units;

describe('resolveAddress', () => {
  it('finds the commune of everybody in the set, by its name of today', () => {
    for (const { id, xa, thuongTru, tamTru } of people()) {
      const resolved = resolveAddress(thuongTru || (tamTru ?? ''), divisions);
      expect({ id, units: resolved.units, mapping: resolved.mapping }).toEqual({ id, units: [xa], mapping: 'current' });
    }
  });

  it('finds it by the old names their cards bear', () => {
    for (const { id, xa, qrDiaChi } of people()) {
      if (qrDiaChi === undefined) continue;
      const { units, mapping } = resolveAddress(qrDiaChi, divisions);
      expect({ id, units, mapping }).toEqual({ id, units: [xa], mapping: 'mapped' });
    }
  });

  it('maps the old code too, which may be the code of another unit today', () => {
    expect(resolveAddress('Phường 12, Gò Vấp, TP.Hồ Chí Minh', divisions).old?.code).toBe('26881');
    expect(unitOfOldCode('26881', divisions)).toBe('26882');
    expect(divisions.oldUnit('26882')?.ward).toBe('Phường 14');
    expect(divisions.unit('26882')?.name).toBe('Phường An Hội Tây');
  });

  it.each([
    'P.12, Q.Gò Vấp, TP.HCM',
    'p 12, q gò vấp, tp hồ chí minh',
    'phuong 12, quan go vap, thanh pho ho chi minh',
    'Phường 12, Quận Gò Vấp, Thành phố Hồ Chí Minh',
    'PHƯỜNG 12, QUẬN GÒ VẤP, THÀNH PHỐ HỒ CHÍ MINH'.normalize('NFD'),
    '12, Gò Vấp, Hồ Chí Minh',
  ])('reads %j', (text) => {
    expect(unitsOf(text)).toEqual(['26882']);
  });

  it('takes the old ward where a district and a commune of today share a name', () => {
    expect(unitsOf('Ngọc Hà, Ba Đình, Hà Nội')).toEqual(['00008']);
    expect(unitsOf('Phường Ba Đình, Thành phố Hà Nội')).toEqual(['00004']);
  });

  it('takes the kind that was written where two units share a name', () => {
    const both = createDivisions({
      since: '2025-07-01',
      source: 'MẪU',
      provinces: [{ code: '80', name: 'Tỉnh Tây Ninh' }],
      units: [
        { code: '00001', name: 'Xã Mẫu', province: '80' },
        { code: '00002', name: 'Phường Mẫu', province: '80' },
      ],
      oldUnits: [
        { code: '00011', ward: 'Thị trấn Thử', district: 'Huyện Mẫu', province: 'Tỉnh Long An', became: ['00001'] },
        { code: '00012', ward: 'Xã Thử', district: 'Huyện Mẫu', province: 'Tỉnh Long An', became: ['00002'] },
      ],
    });
    const units = (text: string) => resolveAddress(text, both).units;
    expect(units('Xã Mẫu, Tây Ninh')).toEqual(['00001']);
    expect(units('P. Mẫu, Tây Ninh')).toEqual(['00002']);
    expect(units('Mẫu, Tây Ninh')).toEqual(['00001', '00002']);
    expect(units('TT. Thử, Mẫu, Long An')).toEqual(['00001']);
    expect(units('Xã Thử, Huyện Mẫu, Tỉnh Long An')).toEqual(['00002']);
    expect(units('Thử, Mẫu, Long An')).toEqual(['00001', '00002']);
  });

  it('leaves a ward that was split open', () => {
    expect(resolveAddress('Phường 13, Quận Gò Vấp, TP.HCM', divisions)).toMatchObject({
      mapping: 'ambiguous',
      province: '79',
    });
    expect(addressOf('Phường 13, Quận Gò Vấp, TP.HCM', divisions)).toMatchObject({ unit: null, mapping: 'ambiguous' });
    expect(addressOf('Phường 13, Quận Gò Vấp, TP.HCM', divisions, '26882').unit).toBe('26882');
  });

  it('knows the province alone, or nothing', () => {
    expect(resolveAddress('Xã Mẫu, Thành phố Hà Nội', divisions)).toMatchObject({
      mapping: 'unmapped',
      units: [],
      province: '01',
      detail: ['Xã Mẫu'],
    });
    expect(resolveAddress('', divisions)).toEqual({
      detail: [],
      mapping: 'unmapped',
      units: [],
      old: null,
      province: null,
    });
  });

  it('keeps the text, and the old code beside the new', () => {
    const text = 'Khóm Ví Dụ, Phường 9, Thành phố Trà Vinh, Trà Vinh';
    expect(addressOf(text, divisions)).toEqual({ text, unit: '29242', oldUnit: '29260', mapping: 'mapped' });
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(resolveAddress(`${text}, Hà Nội`, divisions).detail.length).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('compareAddresses', () => {
  const compare = (one: string, other: string) =>
    compareAddresses({ text: one, unit: null }, { text: other, unit: null }, divisions);
  const today = 'Số 1 ngõ Thử Nghiệm, Tổ dân phố 99, Phường Ngọc Hà, Thành phố Hà Nội';

  it.each([
    ['Số 1 ngõ Thử Nghiệm, Ngọc Hà, Ba Đình, Hà Nội', { units: 'mapped', detail: 'less' }],
    ['Số 1 ngõ Thử Nghiệm, TDP 99, P. Ngọc Hà, TP. Hà Nội', { units: 'same', detail: 'same' }],
    ['1 ngõ Thử Nghiệm, tổ 99, Ngọc Hà, Hà Nội', { units: 'same', detail: 'same' }],
    ['Số 11 ngõ Thử Nghiệm, Ngọc Hà, Ba Đình, Hà Nội', { units: 'mapped', detail: 'houseNumber' }],
    ['Số 1 ngõ Ví Dụ, Ngọc Hà, Ba Đình, Hà Nội', { units: 'mapped', detail: 'differs' }],
    ['Số 1 ngõ Thử Nghiệm, Tổ dân phố 99, Phường Ba Đình, Thành phố Hà Nội', { units: 'differ', detail: 'same' }],
    ['Số 1 ngõ Thử Nghiệm, Tổ dân phố 99, Xã Lạ, Tỉnh Lạ', { units: 'unclear', detail: 'less' }],
  ])('%j', (card, expected) => {
    expect(compare(card, today)).toMatchObject({ units: expected.units });
    if (expected.units !== 'unclear') expect(compare(card, today)).toEqual(expected);
  });

  it('says when an old ward leaves it open', () => {
    expect(compare('Phường 13, Gò Vấp, TP.HCM', 'Phường An Hội Tây, TP.HCM').units).toBe('split');
  });
});
