import type { SqlRow, SqlValue } from './sqlite-binding.ts';

/** Values of a statement's named parameters (`:number` in SQL is `number` here), or nothing. */
export type SqlParameters = Readonly<Record<string, SqlValue>>;

declare const parameters: unique symbol;
declare const row: unique symbol;

/** A statement with its name (the only thing the slow-query log shows) and the types of what goes in and comes out. */
export type Query<P extends SqlParameters, R extends SqlRow> = {
  readonly name: string;
  readonly sql: string;
  readonly [parameters]?: P;
  readonly [row]?: R;
};

/** A statement that takes nothing. */
export type NoParameters = Record<never, never>;

/**
 * Names a statement. Made once, at the top of a module: each connection prepares it the first time it is used.
 * `query<{ number: string }, { name: string }>('citizen.byNumber', 'SELECT name FROM citizen WHERE number = :number')`
 */
export function query<P extends SqlParameters = NoParameters, R extends SqlRow = SqlRow>(
  name: string,
  sql: string,
): Query<P, R> {
  return { name, sql };
}
