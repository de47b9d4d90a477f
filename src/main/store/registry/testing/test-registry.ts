import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DivisionTables } from '#domain/citizen/units/divisions.ts';
import { createDivisions, type Divisions } from '#domain/citizen/units/divisions.ts';
import { openReadDb, openWriteDb, type ReadDb, type WriteDb } from '../../database/database.ts';
import { databaseKey } from '../../database/database-key.ts';
import { migrate } from '../../migrations/migrate.ts';
import { migrationsOf } from '../../migrations/migrations.ts';
import { createDictionary, type Dictionary } from '../dictionary.ts';
import { type ImportOptions, importFile } from '../import-file.ts';
import type { ImportRun } from '../import-run.ts';
import { refreshNameIndex } from '../name-index.ts';

/** The key of every registry made for a test. */
export const testKey = databaseKey(new Uint8Array(32).fill(7), 'registry');
export const testNow = new Date('2026-11-22T06:00:00Z');

/** An empty, migrated registry in a folder of its own. */
export type TestRegistry = {
  readonly folder: string;
  readonly file: string;
  readonly db: WriteDb;
  readonly dictionary: Dictionary;
  readonly divisions: Divisions;
  /** Another connection that only reads. */
  reader(): ReadDb;
  import(path: string, options?: Partial<ImportOptions>): Promise<ImportRun>;
  dispose(): void;
};

/** Opens the registry of a file, made and migrated if it is not there. */
export function openTestRegistry(file: string): WriteDb {
  const db = openWriteDb({ file, key: testKey });
  migrate(db, migrationsOf('registry'), testNow);
  refreshNameIndex(db);
  return db;
}

/** Makes a registry for one test, with the administrative order it is to know. */
export function createTestRegistry(tables: DivisionTables): TestRegistry {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-registry-'));
  const file = join(folder, 'registry.db');
  const db = openTestRegistry(file);
  const divisions = createDivisions(tables);
  return {
    folder,
    file,
    db,
    dictionary: createDictionary(db),
    divisions,
    reader: () => openReadDb({ file, key: testKey }),
    import: (path, options = {}) =>
      importFile(db, { path, format: 'ndjson', divisions, by: 'CB001', now: () => testNow, ...options }),
    dispose: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
