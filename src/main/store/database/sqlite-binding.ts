import { createRequire } from 'node:module';
import { FailureError, failure } from '#contract/failures.ts';

/** What SQLite keeps in a column; the binding gives blobs as `Buffer` and takes any `Uint8Array` wrapped as one. */
export type SqlValue = string | number | bigint | Uint8Array | null;

export type SqlRow = Readonly<Record<string, unknown>>;

/** A prepared statement of the binding: the part of it that this desk uses. */
export type BindingStatement = {
  readonly reader: boolean;
  run(...parameters: readonly unknown[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  get(...parameters: readonly unknown[]): unknown;
  all(...parameters: readonly unknown[]): unknown[];
  iterate(...parameters: readonly unknown[]): IterableIterator<unknown>;
};

/** An open file of the binding. */
export type BindingDatabase = {
  readonly open: boolean;
  readonly inTransaction: boolean;
  prepare(sql: string): BindingStatement;
  exec(sql: string): unknown;
  key(key: Buffer): number;
  rekey(key: Buffer): number;
  pragma(text: string, options?: { readonly simple: boolean }): unknown;
  function(
    name: string,
    options: { readonly deterministic: boolean; readonly varargs: boolean; readonly directOnly: boolean },
    run: (...values: SqlValue[]) => SqlValue,
  ): unknown;
  close(): unknown;
};

type OpenBinding = new (
  file: string,
  options: { readonly readonly: boolean; readonly fileMustExist: boolean; readonly timeout: number },
) => BindingDatabase;

/** Loads the addon. @throws FailureError `storage.driver` when there is none for this runtime */
export function loadSqlite(): OpenBinding {
  try {
    const loaded: unknown = createRequire(import.meta.url)('better-sqlite3');
    if (typeof loaded === 'function') return loaded as OpenBinding;
  } catch (cause) {
    throw new FailureError(failure('storage.driver', { command: 'npm run setup' }), cause);
  }
  throw new FailureError(failure('storage.driver', { command: 'npm run setup' }));
}
