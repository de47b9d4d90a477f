import { FailureError, failure } from '#contract/failures.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { type Attempts, attemptsLeft, failed, noAttempts, waitLeft } from '#domain/officers/lock-out.ts';
import type { AttemptBook, AttemptLedger, RefusedAttempt } from '#ports/attempt-ledger.ts';
import type { Clock, Monotonic } from '#ports/environment.ts';

/** What a proof needs. `isKnown` and `append` are null while the profile is closed: nobody can be looked up or logged then. */
export type SecretProofParts = {
  readonly isRight: (officer: string, secret: string) => Promise<boolean>;
  readonly isKnown: ((officer: string) => Promise<boolean>) | null;
  readonly append: ((records: readonly AuditDraft[]) => Promise<void>) | null;
  readonly ledger: AttemptLedger;
  readonly clock: Clock;
  readonly monotonic: Monotonic;
};

/** Tries secrets, and makes whoever guesses wait. Callers take turns. */
export type SecretProof = {
  /** @throws FailureError `session.refused` (with the tries left), `session.mustWait` (with the minutes) */
  prove(officer: string, secret: string): Promise<void>;
  /** Wrong secrets in a row of an officer. */
  attempts(officer: string): Promise<Attempts>;
  /** Ends an officer's wait. */
  forgive(officer: string): Promise<void>;
  /** Brings refused attempts into the log that it has not seen. */
  settle(): Promise<void>;
};

/** Everybody who is no officer shares one count: what they typed as their id may be somebody's secret and is kept nowhere. */
const nobody = '?';

export function createSecretProof(parts: SecretProofParts): SecretProof {
  const { ledger, clock, isKnown, isRight } = parts;
  const nameOf = async (officer: string) => (isKnown === null || (await isKnown(officer)) ? officer : nobody);
  return {
    async prove(officer, secret) {
      const name = await nameOf(officer);
      const book = await ledger.load();
      const before = book.attempts[name] ?? noAttempts;
      refuseWhileWaiting(before, clock);
      // Counted before it is judged: pulling the plug after a wrong secret gives no try back.
      const counted = failed(before, clock.now().getTime());
      await ledger.save({ ...book, attempts: { ...book.attempts, [name]: counted } });
      if (await isRight(officer, secret)) {
        await ledger.save(without(book, name));
        return;
      }
      await noteRefusal(parts, { at: clock.now().toISOString(), officer: name === nobody ? null : name });
      const left = attemptsLeft(counted, clock.now().getTime());
      refuseWhileWaiting(counted, clock);
      throw new FailureError(failure('session.refused', { left }));
    },
    attempts: async (officer) => (await ledger.load()).attempts[officer] ?? noAttempts,
    forgive: async (officer) => ledger.save(without(await ledger.load(), officer)),
    settle: () => settle(parts),
  };
}

function refuseWhileWaiting(attempts: Attempts, clock: Clock): void {
  const wait = waitLeft(attempts, clock.now().getTime());
  if (wait > 0) throw new FailureError(failure('session.mustWait', { minutes: Math.ceil(wait / 60_000) }));
}

function without(book: AttemptBook, name: string): AttemptBook {
  const { [name]: _, ...attempts } = book.attempts;
  return { ...book, attempts };
}

async function noteRefusal(parts: SecretProofParts, refused: RefusedAttempt): Promise<void> {
  const book = await parts.ledger.load();
  await parts.ledger.save({ ...book, unlogged: [...book.unlogged, refused] });
  await settle(parts);
}

/** The log first, the book after: what stops in between is logged twice rather than never. */
async function settle({ append, ledger, monotonic }: SecretProofParts): Promise<void> {
  if (append === null) return;
  const book = await ledger.load();
  if (book.unlogged.length === 0) return;
  await append(book.unlogged.map((refused) => draftOf(refused, monotonic())));
  await ledger.save({ ...book, unlogged: [] });
}

function draftOf({ at, officer }: RefusedAttempt, monotonic: number): AuditDraft {
  return {
    at,
    monotonic: Math.floor(monotonic),
    officer,
    role: null,
    action: 'session.refused',
    object: null,
    purpose: null,
    result: { outcome: 'refused', code: 'session.refused', count: null },
  };
}
