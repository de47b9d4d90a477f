import { copyFileSync } from 'node:fs';
import type { ReadDb, WriteDb } from '#store/database/database.ts';
import { databaseTraits } from '#store/database/database-role.ts';
import type { Query } from '#store/database/query.ts';
import { loadSqlite } from '#store/database/sqlite-binding.ts';
import { prepare, type Statement } from '#store/database/statement.ts';
import { benchKey } from './key.ts';

/** The same interface over an unencrypted file, with the same pragmas otherwise: what encryption costs. */
export function openPlain(file: string, access: 'read' | 'write'): WriteDb {
  const Binding = loadSqlite();
  const { checkpointPages, cacheKib } = databaseTraits.registry;
  const database = new Binding(file, { readonly: access === 'read', fileMustExist: access === 'read', timeout: 5000 });
  const once = ['page_size = 8192', 'journal_mode = WAL', 'synchronous = NORMAL', 'secure_delete = ON'];
  const writing = [...once, `wal_autocheckpoint = ${checkpointPages}`];
  const always = ['temp_store = MEMORY', 'foreign_keys = ON', 'cell_size_check = ON', `cache_size = -${cacheKib}`];
  for (const pragma of [...(access === 'write' ? writing : []), ...always]) database.pragma(pragma);
  const statements = new Map<string, Statement>();
  const prepared = ({ sql }: Query<never, never>) => {
    const known = statements.get(sql) ?? prepare(database, sql);
    statements.set(sql, known);
    return known;
  };
  const within = <T>(begin: string, work: () => T): T => {
    if (database.inTransaction) return work();
    database.exec(begin);
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };
  const made = {
    file,
    get: (query: Query<never, never>, given?: unknown) => prepared(query).get(given) ?? null,
    all: (query: Query<never, never>, given?: unknown) => prepared(query).all(given),
    iterate: (query: Query<never, never>, given?: unknown) => prepare(database, query.sql).iterate(given),
    run: (query: Query<never, never>, given?: unknown) => prepared(query).run(given),
    snapshot: <T>(work: () => T) => within('BEGIN', work),
    transaction: <T>(work: () => T) => within('BEGIN IMMEDIATE', work),
    exec: (sql: string) => void database.exec(sql),
    pragma: (text: string) => database.pragma(text, { simple: true }),
    close: () => void database.close(),
  };
  return made as unknown as WriteDb;
}

/** Makes a plain copy of the bench's encrypted file, which nothing has open; SQLite makes it compact on the way. */
export function decryptCopy(encrypted: string, plain: string): void {
  copyFileSync(encrypted, plain);
  const Binding = loadSqlite();
  const database = new Binding(plain, { readonly: false, fileMustExist: true, timeout: 0 });
  database.pragma("cipher = 'aegis'");
  database.key(Buffer.concat([Buffer.from('raw:'), benchKey.material]));
  database.pragma('journal_mode = DELETE');
  database.rekey(Buffer.alloc(0));
  database.close();
}

/** A plain file for reading. */
export function openPlainReader(file: string): ReadDb {
  return openPlain(file, 'read');
}
