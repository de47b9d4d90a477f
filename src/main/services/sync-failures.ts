import { type Failure, type FailureCode, FailureError, failure } from '#contract/failures.ts';

/**
 * What a failure of sending is about. `line`: nothing goes now, tried again by itself. `barred`: the upstream takes nothing of
 * this desk. `desk`: this desk cannot keep what it was told. `unclear`: of this packet or of all, the next ones show it.
 * `later`: this packet, again after a while. `aside`: this packet will not go by itself.
 */
export type FailureWeight = 'line' | 'barred' | 'desk' | 'unclear' | 'later' | 'aside';

const known: Partial<Record<FailureCode, FailureWeight>> = {
  'upstream.unset': 'line',
  'upstream.unreachable': 'line',
  'upstream.captivePortal': 'line',
  'upstream.wrongAuthority': 'line',
  'upstream.certificateEnded': 'line',
  'upstream.authorityUnreadable': 'line',
  'upstream.busy': 'line',
  'upstream.full': 'line',
  'request.clock': 'line',
  'request.notProved': 'barred',
  'enrolment.unknown': 'barred',
  'enrolment.pending': 'barred',
  'enrolment.revoked': 'barred',
  'enrolment.key': 'barred',
  'upstream.keyChanged': 'barred',
  'upstream.failed': 'unclear',
  'upstream.slow': 'unclear',
  'upstream.misunderstood': 'unclear',
  'upstream.noSuchThing': 'unclear',
  'request.replayed': 'unclear',
  internal: 'unclear',
  // The place of an upload that was cleared away meanwhile is given anew.
  'sync.unknown': 'later',
  'storage.damaged': 'aside',
};

/** What a failure is about. */
export function weightOf({ code, retryable }: Failure): FailureWeight {
  const weight = known[code];
  if (weight !== undefined) return weight;
  if (code.startsWith('storage.') || code.startsWith('keys.')) return 'desk';
  return retryable ? 'later' : 'aside';
}

/** The failure of whatever was thrown; what nobody expected is `internal`. */
export function failureOf(error: unknown): Failure {
  return error instanceof FailureError ? error.failure : failure('internal');
}

/** Milliseconds the upstream asked to be left alone for, or null. */
export function askedWait({ params }: Failure): number | null {
  const { retryAfterMs: wait } = params;
  return typeof wait === 'number' && wait >= 0 ? wait : null;
}
