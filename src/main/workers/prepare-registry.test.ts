import { afterEach, expect, it } from 'vitest';
import { divisionsEdition } from '#domain/citizen/units/address-database.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { loadDivisions, storeDivisions } from '#store/registry/stored-divisions.ts';
import { createTestRegistry, type TestRegistry } from '#store/registry/testing/test-registry.ts';
import { prepareRegistry } from './prepare-registry.ts';

let registry: TestRegistry | null = null;
afterEach(() => registry?.dispose());

it('puts the whole administrative order into a file that has none or another edition, once', async () => {
  registry = createTestRegistry(sampleDivisions);
  const { db } = registry;
  await prepareRegistry(db);
  const stored = loadDivisions(db);
  expect(stored).toMatchObject({ source: divisionsEdition, since: '2025-07-01' });
  expect(stored?.units).toHaveLength(3321);
  expect(stored?.provinces).toHaveLength(34);
  storeDivisions(db, { ...sampleDivisions, source: 'an older edition' });
  await prepareRegistry(db);
  expect(loadDivisions(db)?.units).toHaveLength(3321);
  // What is there is not stored once more.
  storeDivisions(db, { ...sampleDivisions, source: divisionsEdition });
  await prepareRegistry(db);
  expect(loadDivisions(db)?.units).toHaveLength(sampleDivisions.units.length);
});
