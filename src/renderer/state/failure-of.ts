import { type Failure, FailureError, failure } from '#contract/failures.ts';

/** The failure a rejected command stands for; anything else is a bug and says so. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return isFailure(error) ? error : failure('internal');
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value && 'retryable' in value && 'params' in value;
}
