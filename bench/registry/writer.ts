// What writes while the bench reads: imports a file into a registry in a process of its own. Arguments: registry, file, communes.
import { createDivisions } from '#domain/citizen/units/divisions.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { openWriteDb } from '#store/database/database.ts';
import { importFile } from '#store/registry/import-file.ts';
import { benchKey } from './key.ts';

const [file = '', path = '', communes = '1'] = process.argv.slice(2);
const db = openWriteDb({ file, key: benchKey });
const divisions = createDivisions(fictitiousDivisions(Number(communes)));
const run = await importFile(db, { path, format: 'ndjson', divisions, by: 'bench', now: () => new Date() });
process.stdout.write(`${run.line}\n`);
db.close();
