import type { ReadDb, WriteDb } from '../database/database.ts';
import type { DatabaseRole } from '../database/database-role.ts';

/** What an operation may use besides its file. */
export type OperationContext = {
  /** Aborted when the caller gave up: a long operation looks between its batches. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Tells the caller how far it is; a structured value. */
  readonly progress: (progress: unknown) => void;
  /** Lets other calls of this thread go first; awaited between the batches of a long operation, outside transactions. */
  readonly pause: () => Promise<void>;
};

/** Something a database thread does, by name. Synchronous within a transaction; input and output are structured values. */
export type ReadOperation<I, O> = {
  readonly kind: 'read';
  readonly role: DatabaseRole;
  readonly run: (db: ReadDb, input: I, context: OperationContext) => O | Promise<O>;
};
export type WriteOperation<I, O> = {
  readonly kind: 'write';
  readonly role: DatabaseRole;
  readonly run: (db: WriteDb, input: I, context: OperationContext) => O | Promise<O>;
};

/** An operation that asks `role` and changes nothing: it runs on a reading thread, beside whatever is being written. */
export function reads<I, O>(role: DatabaseRole, run: ReadOperation<I, O>['run']): ReadOperation<I, O> {
  return { kind: 'read', role, run };
}

/** An operation that changes `role`: it runs on the one writing thread. */
export function writes<I, O>(role: DatabaseRole, run: WriteOperation<I, O>['run']): WriteOperation<I, O> {
  return { kind: 'write', role, run };
}

// Any operation: `never` accepts every input type.
export type Operation = ReadOperation<never, unknown> | WriteOperation<never, unknown>;
export type Operations = Readonly<Record<string, Operation>>;

/** What an operation is given, and what it returns. */
export type InputOf<T extends Operation> = T extends { run: (db: never, input: infer I, context: never) => unknown }
  ? I
  : never;
export type OutputOf<T extends Operation> = T extends { run: (db: never, input: never, context: never) => infer O }
  ? Awaited<O>
  : never;
