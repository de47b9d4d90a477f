import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import { databaseFailure, sqliteCodeOf } from './database-failure.ts';
import { type DatabaseKey, inspectHead } from './database-key.ts';
import { databaseTraits, pageSize } from './database-role.ts';
import type { NoParameters, Query, SqlParameters } from './query.ts';
import { type BindingDatabase, loadSqlite, type SqlRow, type SqlValue } from './sqlite-binding.ts';
import { prepare, type Statement, type Written } from './statement.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** Parameters may be left out where the statement takes none. */
export type Given<P extends SqlParameters> = P extends NoParameters
  ? keyof P extends never
    ? [parameters?: undefined]
    : [parameters: P]
  : [parameters: P];

/** An open file that can be asked. Every call may throw FailureError `storage.*`; wrong SQL is a bug and throws as such. */
export type ReadDb = {
  readonly [readable]: true;
  readonly file: string;
  /** The first row, or null. */
  get<P extends SqlParameters, R extends SqlRow>(query: Query<P, R>, ...given: Given<P>): R | null;
  all<P extends SqlParameters, R extends SqlRow>(query: Query<P, R>, ...given: Given<P>): readonly R[];
  /** Row by row; nothing else may use this connection until the loop is left. */
  iterate<P extends SqlParameters, R extends SqlRow>(query: Query<P, R>, ...given: Given<P>): IterableIterator<R>;
  /** Runs `work` on one unchanging state of the file. */
  snapshot<T>(work: () => T): T;
  pragma(text: string): SqlValue;
  /** Writes a whole copy of the file, compact and under the same key, to a path where nothing is yet. Not durable by itself. */
  copyInto(path: string): void;
  close(): void;
};

/** An open file that can also be changed. One connection of this kind per file in the whole program. */
export type WriteDb = ReadDb & {
  readonly [writable]: true;
  run<P extends SqlParameters>(query: Query<P, SqlRow>, ...given: Given<P>): Written;
  /** Runs `work` in one transaction (inside another one: a savepoint). What throws undoes it; what returns is durable. */
  transaction<T>(work: () => T): T;
  /** Runs SQL text of the program itself: schema changes and migrations. */
  exec(sql: string): void;
};

/** A statement that took long: its name and milliseconds, never its parameters. */
export type SlowQuery = { readonly name: string; readonly ms: number };

/** A function SQL may call: pure, and never given to another program. */
export type SqlFunction = (...values: SqlValue[]) => SqlValue;

export type OpenOptions = {
  readonly file: string;
  readonly key: DatabaseKey;
  /** Functions of SQL beyond SQLite's own, by name: deterministic ones only. */
  readonly functions?: Readonly<Record<string, SqlFunction>>;
  readonly slow?: { readonly fromMs: number; readonly note: (slow: SlowQuery) => void };
  /** How long to wait for another connection's lock, in ms. */
  readonly busyMs?: number;
};

/**
 * Opens a file to read and write, made if it is not there.
 * @throws FailureError `storage.wrongKey`, `storage.foreign`, `storage.damaged`, `storage.denied`, `storage.full`, `storage.inUse`, `storage.driver`
 */
export function openWriteDb(options: OpenOptions): WriteDb {
  return connect(options, 'write');
}

/** Opens an existing file to read only. @throws FailureError as `openWriteDb`; `storage.denied` when there is no file */
export function openReadDb(options: OpenOptions): ReadDb {
  return connect(options, 'read');
}

/**
 * Puts a file that nothing else has open under another key of the same role. A stop half way leaves the file unusable: it is
 * done to copies only. @throws FailureError as `openWriteDb`
 */
export function rekeyCopy(file: string, from: DatabaseKey, to: DatabaseKey): void {
  const Binding = loadSqlite();
  try {
    const database = new Binding(file, { readonly: false, fileMustExist: true, timeout: 0 });
    const given = keyBytes(to);
    try {
      applyKey(database, from);
      database.pragma('journal_mode = DELETE');
      database.rekey(given);
    } finally {
      given.fill(0);
      database.close();
    }
  } catch (error) {
    throw databaseFailure(explain(error, { file, key: from }), file);
  }
}

type Access = 'read' | 'write';

function connect(options: OpenOptions, access: Access): WriteDb {
  const { file } = options;
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw databaseFailure(error, file);
    }
  };
  const database = guarded(() => open(options, access));
  return handle({ database, file, guarded, noteSlow: slowNote(options), statements: new Map() });
}

function open(options: OpenOptions, access: Access): BindingDatabase {
  const { file, key, functions = {}, busyMs = 5000 } = options;
  const Binding = loadSqlite();
  if (access === 'write') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new Binding(file, {
    readonly: access === 'read',
    fileMustExist: access === 'read',
    timeout: busyMs,
  });
  try {
    applyKey(database, key);
    if (access === 'write' && database.pragma('page_count', { simple: true }) === 0) layOut(database, key);
    settle(database, options, access);
    for (const [name, run] of Object.entries(functions))
      database.function(name, { deterministic: true, varargs: run.length === 0, directOnly: true }, run);
    return database;
  } catch (error) {
    database.close();
    throw explain(error, options);
  }
}

/**
 * Tells whose a file is that did not open, from its first bytes. Only then: closing a file of its own takes away the locks
 * that other connections of this process hold on it (POSIX).
 */
function explain(error: unknown, { file, key }: Pick<OpenOptions, 'file' | 'key'>): unknown {
  const code = sqliteCodeOf(error);
  if (code !== 'SQLITE_NOTADB' && code !== 'SQLITE_CORRUPT') return error;
  const head = inspectHead(file, key);
  if (head === 'otherKey') return new FailureError(failure('storage.wrongKey', { file }), error);
  if (head === 'foreign') return new FailureError(failure('storage.foreign', { file }), error);
  return error;
}

/** AEGIS-256: every page is sealed with a tag, so a changed byte is noticed; key and salt go in as bytes, never as text. */
function applyKey(database: BindingDatabase, key: DatabaseKey): void {
  database.pragma("cipher = 'aegis'");
  const given = keyBytes(key);
  try {
    database.key(given);
  } finally {
    given.fill(0);
  }
}

function keyBytes({ material }: DatabaseKey): Buffer {
  return Buffer.concat([Buffer.from('raw:'), material]);
}

/**
 * What can only be chosen while a file is empty. One transaction: `auto_vacuum` writes the first page by itself, and a kill
 * before `application_id` would leave a file that is nobody's.
 */
function layOut(database: BindingDatabase, key: DatabaseKey): void {
  const traits = databaseTraits[key.role];
  database.pragma(`page_size = ${pageSize}`);
  database.exec('BEGIN');
  database.pragma(`auto_vacuum = ${traits.autoVacuum}`);
  database.pragma(`application_id = ${traits.applicationId}`);
  database.exec('COMMIT');
}

function settle(database: BindingDatabase, { file, key }: OpenOptions, access: Access): void {
  const traits = databaseTraits[key.role];
  // Sorting and temporary tables stay in memory: a temporary file would not be encrypted.
  database.pragma('temp_store = MEMORY');
  database.pragma('trusted_schema = OFF');
  database.pragma('foreign_keys = ON');
  database.pragma('cell_size_check = ON');
  database.pragma(`cache_size = -${traits.cacheKib}`);
  if (access === 'write') {
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${traits.synchronous}`);
    database.pragma('secure_delete = ON');
    database.pragma(`wal_autocheckpoint = ${traits.checkpointPages}`);
    database.pragma('journal_size_limit = 67108864');
  }
  const id = database.pragma('application_id', { simple: true });
  if (id !== traits.applicationId) throw new FailureError(failure('storage.foreign', { file }));
}

/** Notes a statement that took long; null where nobody wants to know. */
type NoteSlow = ((name: string, began: number) => void) | null;

function slowNote({ slow }: OpenOptions): NoteSlow {
  if (slow === undefined) return null;
  return (name, began) => {
    const ms = performance.now() - began;
    if (ms >= slow.fromMs) slow.note({ name, ms: Math.round(ms) });
  };
}

type Connection = {
  readonly database: BindingDatabase;
  readonly file: string;
  readonly guarded: <T>(work: () => T) => T;
  readonly noteSlow: NoteSlow;
  readonly statements: Map<string, Statement>;
};

function handle({ database, file, guarded, noteSlow, statements }: Connection): WriteDb {
  const prepared = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = prepare(database, sql);
    statements.set(sql, made);
    return made;
  };
  // Called millions of times by an import: nothing is made here that is not needed.
  const ask = (how: 'get' | 'all' | 'run', { name, sql }: Query<never, never>, given: unknown) => {
    const began = noteSlow === null ? 0 : performance.now();
    try {
      return prepared(sql)[how](given);
    } catch (error) {
      throw databaseFailure(error, file);
    } finally {
      noteSlow?.(name, began);
    }
  };
  const within = <T>(begin: string, work: () => T) => guarded(() => inTransaction(database, begin, work));
  const made = {
    file,
    get: (asked: Query<never, never>, given?: unknown) => ask('get', asked, given) ?? null,
    all: (asked: Query<never, never>, given?: unknown) => ask('all', asked, given),
    iterate: (asked: Query<never, never>, given?: unknown) =>
      // Not from the cache: a loop left half way keeps its statement busy until it is collected.
      guarded(() => prepare(database, asked.sql).iterate(given)),
    run: (asked: Query<never, never>, given?: unknown) => ask('run', asked, given),
    // Inside a transaction it stands still already.
    snapshot: <T>(work: () => T) => (database.inTransaction ? work() : within('BEGIN', work)),
    transaction: <T>(work: () => T) => within('BEGIN IMMEDIATE', work),
    exec: (sql: string) => void guarded(() => database.exec(sql)),
    pragma: (text: string) => guarded(() => database.pragma(text, { simple: true }) as SqlValue),
    copyInto: (path: string) => void guarded(() => database.prepare('VACUUM INTO ?').run(path)),
    close: () => {
      statements.clear();
      database.close();
    },
  };
  return made as unknown as WriteDb;
}

function inTransaction<T>(database: BindingDatabase, begin: string, work: () => T): T {
  const nested = database.inTransaction;
  database.exec(nested ? 'SAVEPOINT nested' : begin);
  try {
    const result = work();
    if (result instanceof Promise) throw new TypeError('a transaction cannot wait');
    database.exec(nested ? 'RELEASE nested' : 'COMMIT');
    return result;
  } catch (error) {
    // A full disk ends the transaction by itself.
    if (database.inTransaction) database.exec(nested ? 'ROLLBACK TO nested; RELEASE nested' : 'ROLLBACK');
    throw error;
  }
}
