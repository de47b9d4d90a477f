import { FailureError, failure } from '#contract/failures.ts';

const denied: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST']);
const full: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The error code of the operating system in an error, or null. */
export function errnoOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** The storage failure that an error of the file system means; anything else is passed on as it is. */
export function storageFailure(error: unknown, file: string): unknown {
  const code = errnoOf(error);
  if (code !== null && full.has(code)) return new FailureError(failure('storage.full', { file }), error);
  if (code !== null && denied.has(code)) return new FailureError(failure('storage.denied', { file }), error);
  return error;
}
