import { createHash } from 'node:crypto';
import type { DatabaseRole } from '../database/database-role.ts';
import { migrationFiles } from './migration-files.ts';

/** One numbered change of the schema. */
export type Migration = {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, hex: what was applied must be what is shipped. */
  readonly checksum: string;
};

const fileName = /^(\d{3})-([a-z0-9-]+)\.sql$/;

/**
 * The migrations of a file in order: those of the program, or of the folder `<folder>/<role>`.
 * @throws Error when the numbers are not 001, 002, … without a gap
 */
export function migrationsOf(role: DatabaseRole, folder?: string): readonly Migration[] {
  return migrationFiles(role, folder).map(({ name: file, text }, at) => {
    const [, number, name] = fileName.exec(file) ?? [];
    if (name === undefined || Number(number) !== at + 1) throw new Error(`migration out of order: ${role}/${file}`);
    const sql = text.replaceAll('\r\n', '\n');
    return { number: at + 1, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}
