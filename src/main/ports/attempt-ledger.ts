import type { Attempts } from '#domain/officers/lock-out.ts';

/** A refused sign-in that the log has not seen yet: the log cannot be written while the profile is closed. */
export type RefusedAttempt = { readonly at: string; readonly officer: string | null };

/** Wrong secrets by officer, outside the encrypted files: the first ones come before anything can be opened. */
export type AttemptBook = {
  readonly attempts: Readonly<Record<string, Attempts>>;
  readonly unlogged: readonly RefusedAttempt[];
};

/** Keeps the book of attempts, durably. */
export type AttemptLedger = {
  /** An unreadable book counts as empty: whoever can break it could copy the key file and try at home. */
  load(): Promise<AttemptBook>;
  /** @throws FailureError `storage.*` */
  save(book: AttemptBook): Promise<void>;
};
