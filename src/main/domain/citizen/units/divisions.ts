import { type Tier, unitFoldedKey, unitKey } from './unit-names.ts';

/** A province in force: two-digit code, full name with its kind. */
export type Province = { readonly code: string; readonly name: string };
/** A commune in force: five-digit code, full name with its kind (phường, xã, đặc khu), province. */
export type Unit = { readonly code: string; readonly name: string; readonly province: string };
/** A ward or commune of before 1/7/2025 (`ward` null where a district had none), and the communes it became. */
export type OldUnit = {
  /** Its five-digit code then; null where the source does not know it. */
  readonly code: string | null;
  readonly ward: string | null;
  readonly district: string;
  readonly province: string;
  readonly became: readonly string[];
};

/** The tables of one edition of the administrative order. */
export type DivisionTables = {
  /** The day the edition came into force, ISO. */
  readonly since: string;
  readonly source: string;
  readonly provinces: readonly Province[];
  readonly units: readonly Unit[];
  readonly oldUnits: readonly OldUnit[];
};

/** The administrative order, indexed. Codes of before and of today are two name spaces: 26882 was another ward. */
export type Divisions = {
  readonly tables: DivisionTables;
  unit(code: string): Unit | null;
  province(code: string): Province | null;
  /** The old unit that had a code before 1/7/2025. */
  oldUnit(code: string): OldUnit | null;
  /** Provinces in force by name, with or without kind and marks. */
  provincesNamed(name: string): readonly Province[];
  unitsNamed(name: string, province: string): readonly Unit[];
  /** Old units by names of all three tiers; `ward` null asks for a district that had none. */
  oldUnitsNamed(names: {
    readonly ward: string | null;
    readonly district: string;
    readonly province: string;
  }): readonly OldUnit[];
  /** All old units of a district. */
  oldDistrict(district: string, province: string): readonly OldUnit[];
};

type Index<T> = { find(...names: readonly (readonly [string, Tier])[]): readonly T[] };

/** Indexes the tables. Names are looked up with their tone marks first, then without, so that both ways of typing work. */
export function createDivisions(tables: DivisionTables): Divisions {
  const units = new Map(tables.units.map((unit) => [unit.code, unit]));
  const provinces = new Map(tables.provinces.map((province) => [province.code, province]));
  const oldByCode = new Map(
    tables.oldUnits.flatMap((unit) => (unit.code === null ? [] : [[unit.code, unit] as const])),
  );
  const provinceNames = index(tables.provinces, ({ name }) => [[name, 'province']]);
  const unitNames = index(tables.units, ({ name, province }) => [
    [province, 'ward'],
    [name, 'ward'],
  ]);
  const oldNames = index(tables.oldUnits, ({ ward, district, province }) => [
    [ward ?? '', 'ward'],
    [district, 'district'],
    [province, 'province'],
  ]);
  const districts = index(tables.oldUnits, ({ district, province }) => [
    [district, 'district'],
    [province, 'province'],
  ]);
  return {
    tables,
    unit: (code) => units.get(code) ?? null,
    province: (code) => provinces.get(code) ?? null,
    oldUnit: (code) => oldByCode.get(code) ?? null,
    provincesNamed: (name) => provinceNames.find([name, 'province']),
    unitsNamed: (name, province) => unitNames.find([province, 'ward'], [name, 'ward']),
    oldUnitsNamed: ({ ward, district, province }) =>
      oldNames.find([ward ?? '', 'ward'], [district, 'district'], [province, 'province']),
    oldDistrict: (district, province) => districts.find([district, 'district'], [province, 'province']),
  };
}

type Named = readonly (readonly [string, Tier])[];
type KeyOf = (name: string, tier: Tier) => string;

function index<T>(rows: readonly T[], namesOf: (row: T) => Named): Index<T> {
  const marked = byKeys(rows, namesOf, unitKey);
  // Few ask without marks: that half is made when the first of them does.
  let folded: ReadonlyMap<string, readonly T[]> | null = null;
  const withoutMarks = (names: Named) => {
    folded ??= byKeys(rows, namesOf, unitFoldedKey);
    return folded.get(keyBy(unitFoldedKey, names));
  };
  return { find: (...names) => marked.get(keyBy(unitKey, names)) ?? withoutMarks(names) ?? [] };
}

function keyBy(key: KeyOf, names: Named): string {
  return names.map(([name, tier]) => key(name, tier)).join('|');
}

function byKeys<T>(rows: readonly T[], namesOf: (row: T) => Named, keyOf: KeyOf): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  // Names of districts and provinces come again with every ward of theirs.
  const known = new Map<string, string>();
  const remembered: KeyOf = (name, tier) => {
    const asked = `${tier}|${name}`;
    const key = known.get(asked) ?? keyOf(name, tier);
    known.set(asked, key);
    return key;
  };
  for (const row of rows) {
    const key = keyBy(remembered, namesOf(row));
    const same = found.get(key);
    if (same === undefined) found.set(key, [row]);
    else same.push(row);
  }
  return found;
}
