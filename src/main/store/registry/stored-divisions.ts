import type { DivisionTables } from '#domain/citizen/units/divisions.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { unpackDigits } from './columns.ts';

const since = 'divisions.since';
const source = 'divisions.source';

const keep = query<{ name: string; value: string }>(
  'keepsake.keep',
  'INSERT INTO keepsake (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
);
const kept = query<{ name: string }, { value: string }>(
  'keepsake.kept',
  'SELECT value FROM keepsake WHERE name = :name',
);
const addProvince = query<{ code: number; name: string }>(
  'province.add',
  'INSERT INTO province (code, name) VALUES (:code, :name)',
);
const addUnit = query<{ code: number; name: string; province: number }>(
  'unit.add',
  'INSERT INTO unit (code, name, province) VALUES (:code, :name, :province)',
);
const addOldUnit = query<{ code: number | null; ward: string | null; district: string; province: string }>(
  'oldUnit.add',
  'INSERT INTO old_unit (code, ward, district, province) VALUES (:code, :ward, :district, :province)',
);
const addMove = query<{ oldUnit: number; unit: number }>(
  'unitMove.add',
  'INSERT INTO unit_move (old_unit, unit) VALUES (:oldUnit, :unit)',
);
const provinces = query<Record<never, never>, { code: number; name: string }>(
  'province.all',
  'SELECT code, name FROM province ORDER BY code',
);
const units = query<Record<never, never>, { code: number; name: string; province: number }>(
  'unit.all',
  'SELECT code, name, province FROM unit ORDER BY code',
);
type OldRow = { id: number; code: number | null; ward: string | null; district: string; province: string };
const oldUnits = query<Record<never, never>, OldRow>(
  'oldUnit.all',
  'SELECT id, code, ward, district, province FROM old_unit ORDER BY id',
);
const moves = query<Record<never, never>, { old_unit: number; unit: number }>(
  'unitMove.all',
  'SELECT old_unit, unit FROM unit_move',
);

/** Puts an edition of the administrative order in the place of the one before. Texts of addresses are not touched. */
export function storeDivisions(db: WriteDb, tables: DivisionTables): void {
  db.transaction(() => {
    for (const table of ['unit_move', 'old_unit', 'unit', 'province']) db.exec(`DELETE FROM ${table}`);
    for (const { code, name } of tables.provinces) db.run(addProvince, { code: Number(code), name });
    for (const { code, name, province } of tables.units)
      db.run(addUnit, { code: Number(code), name, province: Number(province) });
    for (const { code, ward, district, province, became } of tables.oldUnits) {
      const oldUnit = db.run(addOldUnit, {
        code: code === null ? null : Number(code),
        ward,
        district,
        province,
      }).lastId;
      for (const unit of became) db.run(addMove, { oldUnit, unit: Number(unit) });
    }
    db.run(keep, { name: since, value: tables.since });
    db.run(keep, { name: source, value: tables.source });
  });
}

/** The edition that is stored, or null while there is none. */
export function loadDivisions(db: ReadDb): DivisionTables | null {
  const from = db.get(kept, { name: since })?.value;
  if (from === undefined) return null;
  const became = Map.groupBy(db.all(moves), (move) => move.old_unit);
  const unitCode = (code: number) => unpackDigits(code, 5);
  const provinceCode = (code: number) => unpackDigits(code, 2);
  return {
    since: from,
    source: db.get(kept, { name: source })?.value ?? '',
    provinces: db.all(provinces).map(({ code, name }) => ({ code: provinceCode(code), name })),
    units: db
      .all(units)
      .map(({ code, name, province }) => ({ code: unitCode(code), name, province: provinceCode(province) })),
    oldUnits: db.all(oldUnits).map(({ id, code, ...names }) => ({
      ...names,
      code: code === null ? null : unitCode(code),
      became: (became.get(id) ?? []).map(({ unit }) => unitCode(unit)),
    })),
  };
}
