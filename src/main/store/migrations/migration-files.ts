import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseRole } from '../database/database-role.ts';

/** One `.sql` file of a folder of migrations. */
export type MigrationFile = { readonly name: string; readonly text: string };

/**
 * The `.sql` files of `<folder>/<role>` by name; without a folder, those of the program. A build puts a module of the same
 * function in the place of this one that carries them in itself (`electron.vite.config.ts`).
 */
export function migrationFiles(
  role: DatabaseRole,
  folder = fileURLToPath(new URL('./', import.meta.url)),
): readonly MigrationFile[] {
  const names = readdirSync(join(folder, role))
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name) => ({ name, text: readFileSync(join(folder, role, name), 'utf8') }));
}
