// What writes while the bench reads: imports a file into a registry in a process of its own. Arguments: registry, file, communes,
// and `plain` for a registry that is not encrypted.
import { createDivisions } from '#domain/citizen/units/divisions.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { openWriteDb } from '#store/database/database.ts';
import { importFile } from '#store/registry/import-file.ts';
import { benchKey } from './key.ts';
import { openPlain } from './plain-db.ts';

const [file = '', path = '', communes = '1', kind = ''] = process.argv.slice(2);
const db = kind === 'plain' ? openPlain(file, 'write') : openWriteDb({ file, key: benchKey });
const divisions = createDivisions(fictitiousDivisions(Number(communes)));
await importFile(db, { path, format: 'ndjson', divisions, by: 'bench', now: () => new Date() });
db.close();
