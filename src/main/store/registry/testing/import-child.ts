// Imports a file again and again from wherever it was stopped, saying after each batch how far it came. Arguments: file of the
// registry, file to import.
import { writeSync } from 'node:fs';
import { createDivisions } from '#domain/citizen/units/divisions.ts';
import { importFile } from '../import-file.ts';
import { openTestRegistry } from './test-registry.ts';

const [file = '', path = ''] = process.argv.slice(2);
const db = openTestRegistry(file);
const run = await importFile(db, {
  path,
  format: 'ndjson',
  divisions: createDivisions({ since: '', source: '', provinces: [], units: [], oldUnits: [] }),
  by: 'CB001',
  now: () => new Date(),
  batch: 40,
  // Whole in the pipe before the next batch begins: what is said here was promised.
  onProgress: ({ line }) => void writeSync(1, `${line}\n`),
});
writeSync(1, `done ${run.line}\n`);
db.close();
