import { expect, it } from 'vitest';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { loadDivisions, storeDivisions } from './stored-divisions.ts';
import { createTestRegistry } from './testing/test-registry.ts';

it('gives back the administrative order it was given, old wards split between new ones and all; the last given counts', () => {
  const registry = createTestRegistry(sampleDivisions);
  expect(loadDivisions(registry.db)).toBeNull();
  storeDivisions(registry.db, fictitiousDivisions(5));
  storeDivisions(registry.db, sampleDivisions);
  const loaded = loadDivisions(registry.db);
  const sorted = (codes: readonly string[]) => codes.toSorted();
  expect(loaded).toEqual({
    ...sampleDivisions,
    provinces: sampleDivisions.provinces.toSorted((a, b) => a.code.localeCompare(b.code)),
    units: sampleDivisions.units.toSorted((a, b) => a.code.localeCompare(b.code)),
    oldUnits: sampleDivisions.oldUnits.map((unit) => ({ ...unit, became: sorted(unit.became) })),
  });
  registry.dispose();
});
