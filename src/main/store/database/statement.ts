import type { BindingDatabase } from './sqlite-binding.ts';

/** What a statement changed: how many rows, and the id of the last row it added. */
export type Written = { readonly changes: number; readonly lastId: number };

/** A prepared statement that is given its parameters by name. */
export type Statement = {
  get(given: unknown): unknown;
  all(given: unknown): unknown[];
  iterate(given: unknown): IterableIterator<unknown>;
  run(given: unknown): Written;
};

/** Text and quoted names of SQL, comments, and then parameters: what stands in the former is none. */
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|:([A-Za-z_]\w*)/g;

/** Parameters by name put as places in order: the binding asks an object for each name anew, which costs more than most statements. */
export function inPlaces(sql: string): { readonly sql: string; readonly names: readonly string[] } {
  const names: string[] = [];
  const placed = sql.replace(token, (found: string, name: string | undefined) => {
    if (name === undefined) return found;
    names.push(name);
    return '?';
  });
  return { sql: placed, names };
}

/** Prepares SQL with named parameters (`:number`). One that is not given is a bug and throws. */
export function prepare(database: BindingDatabase, sql: string): Statement {
  const placed = inPlaces(sql);
  const names = placed.names;
  const statement = database.prepare(placed.sql);
  return {
    get: (given) => statement.get(...valuesOf(names, given)),
    all: (given) => statement.all(...valuesOf(names, given)),
    iterate: (given) => statement.iterate(...valuesOf(names, given)),
    run: (given) => {
      const { changes, lastInsertRowid } = statement.run(...valuesOf(names, given));
      return { changes, lastId: Number(lastInsertRowid) };
    },
  };
}

function valuesOf(names: readonly string[], given: unknown): unknown[] {
  if (names.length === 0) return [];
  if (typeof given !== 'object' || given === null) throw new TypeError('a statement was given no parameters');
  const values: unknown[] = new Array(names.length);
  for (let at = 0; at < names.length; at++) {
    const value = (given as Record<string, unknown>)[names[at] as string];
    if (value === undefined) throw new RangeError(`a statement was not given "${names[at]}"`);
    values[at] = typeof value === 'object' && value !== null ? asBlob(value) : value;
  }
  return values;
}

/** The binding takes blobs as `Buffer` only. */
function asBlob(value: object): unknown {
  if (!(value instanceof Uint8Array) || Buffer.isBuffer(value)) return value;
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
