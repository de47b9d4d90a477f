import { type Failure, FailureError, failure } from '#contract/failures.ts';
import { type Problem, problemSchema } from '#contract/upstream.ts';

/** An answer as it came, whole. */
export type Answer = {
  readonly status: number;
  /** A header by its name in lower case, or null. */
  readonly header: (name: string) => string | null;
  readonly text: string;
};

/** Somebody who says to come again in a year says nothing. */
const longestWait = 24 * 3600_000;

/**
 * The failure that an answer is which is not what was asked for: what the upstream said itself (RFC 9457), or what its status
 * says where it said nothing (a proxy before it). `params.retryAfterMs` says when to come again, where the answer does.
 * @param now ms since 1970, for a moment in `Retry-After`
 */
export function answerFailure(answer: Answer, now: number): FailureError {
  const problem = problemOf(answer.text);
  const wait = retryAfterMs(answer.header('retry-after'), now);
  const params = { ...problem?.params, ...(wait === null ? {} : { retryAfterMs: wait }) };
  return new FailureError(failure(problem?.code ?? codeOf(answer), params));
}

function codeOf({ status, header }: Answer): Failure['code'] {
  // The network wants somebody to sign in (RFC 6585 §6), or sends the desk elsewhere.
  if (status === 511 || (status >= 300 && status < 400)) return 'upstream.captivePortal';
  if (status === 429 || status === 503) return 'upstream.busy';
  if (status === 507) return 'upstream.full';
  if (status >= 500) return 'upstream.failed';
  return /html/i.test(header('content-type') ?? '') ? 'upstream.captivePortal' : 'upstream.misunderstood';
}

/** What stands in front of uploads answers a problem under other media types, so the text alone decides. */
function problemOf(text: string): Problem | null {
  if (!text.startsWith('{')) return null;
  try {
    return problemSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** `Retry-After` (RFC 9110 §10.2.3): seconds, or a moment. */
function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(longestWait, Math.max(0, Math.round(ms)));
}
