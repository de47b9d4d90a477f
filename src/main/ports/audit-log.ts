import type { AuditLevel, AuditObject, AuditQuery, AuditRecord, AuditReport, AuditSeal } from '#contract/audit.ts';
import type { AuditDraft, AuditPlace, LogTail } from '#domain/audit/record.ts';
import type { PurgePlan } from '#domain/audit/retention.ts';

/** A verification of the log as it is kept. */
export type AuditWork = {
  /** Public keys (DER) whose seals are believed: never out of the log itself. */
  readonly keys: readonly Uint8Array[];
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
};

/** The log as it is kept. Every call may throw FailureError `storage.*`. */
export type AuditLog = {
  /** Where this running of the program writes. */
  readonly place: AuditPlace;
  /** Durable when it resolves. Acts that change something are recorded by their own store, in one transaction with the change. */
  append(records: readonly AuditDraft[]): Promise<void>;
  /** An object as records name it, so that the same one is found again. */
  object(kind: AuditObject['kind'], number: string): Promise<AuditObject>;
  page(query: AuditQuery): Promise<readonly AuditRecord[]>;
  tail(): Promise<LogTail>;
  /** All seals, oldest first. */
  seals(): Promise<readonly AuditSeal[]>;
  /** Public keys that seals of this log were signed with (DER). */
  publicKeys(): Promise<readonly Uint8Array[]>;
  /** Keeps a seal; its key is known from then on. */
  keepSeal(seal: AuditSeal, publicKey: Uint8Array): Promise<void>;
  /** Verifies everything up to the tail of now, in steps. */
  verify(work: AuditWork): Promise<AuditReport>;
  /** Some lines after one sequence up to another, as NDJSON of about a megabyte, and the last sequence in it; null at the end. */
  lines(after: number, upTo: number): Promise<{ readonly bytes: Uint8Array; readonly last: number } | null>;
  /** The last line of each level before its moment (ISO) that has only older ones before it. */
  purgePlan(keptFrom: Readonly<Record<AuditLevel, string>>): Promise<PurgePlan>;
  /** Keeps the seal and the records and removes what the seal names, together. Returns how many lines went. */
  purge(seal: AuditSeal, publicKey: Uint8Array, records: readonly AuditDraft[]): Promise<number>;
};
