import type { ReadDb, WriteDb } from '#store/database/database.ts';
import type { Query } from '#store/database/query.ts';
import { type BindingStatement, loadSqlite } from '#store/database/sqlite-binding.ts';

/** The same interface over an unencrypted file, with the same pragmas otherwise: what encryption and its wrapper cost. */
export function openPlain(file: string, access: 'read' | 'write'): WriteDb {
  const Binding = loadSqlite();
  const database = new Binding(file, { readonly: access === 'read', fileMustExist: access === 'read', timeout: 5000 });
  if (access === 'write')
    for (const pragma of ['page_size = 8192', 'journal_mode = WAL', 'synchronous = NORMAL']) database.pragma(pragma);
  for (const pragma of ['temp_store = MEMORY', 'foreign_keys = ON', 'cache_size = -65536']) database.pragma(pragma);
  const statements = new Map<string, BindingStatement>();
  const prepared = ({ sql }: Query<never, never>) => {
    const known = statements.get(sql) ?? database.prepare(sql);
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
    get: (query: Query<never, never>, ...given: unknown[]) => prepared(query).get(...given.map(bindable)) ?? null,
    all: (query: Query<never, never>, ...given: unknown[]) => prepared(query).all(...given.map(bindable)),
    iterate: (query: Query<never, never>, ...given: unknown[]) =>
      database.prepare(query.sql).iterate(...given.map(bindable)),
    run: (query: Query<never, never>, ...given: unknown[]) => {
      const { changes, lastInsertRowid } = prepared(query).run(...given.map(bindable));
      return { changes, lastId: Number(lastInsertRowid) };
    },
    snapshot: <T>(work: () => T) => within('BEGIN', work),
    transaction: <T>(work: () => T) => within('BEGIN IMMEDIATE', work),
    exec: (sql: string) => void database.exec(sql),
    pragma: (text: string) => database.pragma(text, { simple: true }),
    close: () => void database.close(),
  };
  return made as unknown as WriteDb;
}

/** A plain file for reading. */
export function openPlainReader(file: string): ReadDb {
  return openPlain(file, 'read');
}

function bindable(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const blob = Object.entries(given).find(([, value]) => value instanceof Uint8Array);
  return blob === undefined ? given : { ...given, [blob[0]]: Buffer.from(blob[1] as Uint8Array) };
}
