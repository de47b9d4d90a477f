import type { Reading } from '#contract/desk.ts';
import type { CheckId, Verdict } from '#contract/verdict.ts';
import { verdictKind } from '#contract/wording/wording.ts';
import type { VerdictKind } from '#contract/wording/words.ts';

/** What the verdict block says: a verdict only when it is final or already disproved, so that it never changes its mind. */
export type ProofState =
  | { readonly kind: 'idle' | 'awaitingKey' | 'proving' | 'identityProved' | 'stopped' }
  | { readonly kind: 'verdict'; readonly verdict: VerdictKind };

export function proofState(reading: Reading | null): ProofState {
  if (!reading) return { kind: 'idle' };
  if (reading.phase === 'awaitingKey') return { kind: 'awaitingKey' };
  const verdict = shownVerdict(reading);
  if (verdict && (reading.phase === 'finished' || verdict.verdict === 'notGenuine')) {
    return { kind: 'verdict', verdict: verdictKind(verdict) };
  }
  if (reading.phase === 'finished') return { kind: 'stopped' };
  return { kind: verdict && isIdentityProved(verdict) ? 'identityProved' : 'proving' };
}

/** The verdict worth showing: of a chip that was never opened there is nothing to judge. */
export function shownVerdict({ verdict, holder, failure }: Reading): Verdict | null {
  const unopened = failure !== null && holder === null && verdict?.verdict === 'cannotTell';
  return unopened ? null : verdict;
}

/** Signature, signer and algorithms have passed, and no group read so far is false. */
function isIdentityProved({ checks }: Verdict): boolean {
  const outcome = (id: CheckId) => checks.find((check) => check.id === id)?.outcome;
  const proved = (id: CheckId) => outcome(id) === 'passed' || outcome(id) === 'warning';
  const groups = outcome('groups');
  return proved('sod') && proved('signer') && proved('algorithms') && groups !== 'failed' && groups !== 'unknown';
}
