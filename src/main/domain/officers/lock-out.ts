/** Wrong secrets in a row, and when the last one was: wall clock, ms. */
export type Attempts = { readonly failures: number; readonly lastAt: number };

export const noAttempts: Attempts = { failures: 0, lastAt: 0 };

const minute = 60_000;

/**
 * How long the next try has to wait after so many wrong secrets in a row. It grows and never becomes for ever: a lock that
 * only another officer could open would let anybody shut a whole station out by typing.
 */
const waits: readonly { readonly failures: number; readonly ms: number }[] = [
  { failures: 8, ms: 60 * minute },
  { failures: 7, ms: 30 * minute },
  { failures: 5, ms: 15 * minute },
];

/** Wrong secrets in a row before the first wait. */
export const freeAttempts = 5;

/** The wait that so many wrong secrets in a row bring, in ms. */
export function waitAfter(failures: number): number {
  return waits.find((wait) => failures >= wait.failures)?.ms ?? 0;
}

/**
 * How much of the wait is left at `now`, in ms. A clock set back before the last failure counts as no time passed, and never
 * as a longer wait than the rule's.
 */
export function waitLeft({ failures, lastAt }: Attempts, now: number): number {
  return Math.max(0, waitAfter(failures) - Math.max(0, now - lastAt));
}

/** Tries left before the next wait; 0 during one. */
export function attemptsLeft(attempts: Attempts, now: number): number {
  if (waitLeft(attempts, now) > 0) return 0;
  return Math.max(1, freeAttempts - attempts.failures);
}

/** One more wrong secret. */
export function failed({ failures }: Attempts, now: number): Attempts {
  return { failures: failures + 1, lastAt: now };
}
