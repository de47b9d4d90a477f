import type { AccessKey } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { type Mrz, parseMrz } from '#domain/chip/mrz.ts';

const keyFields: readonly string[] = ['documentNumber', 'birth', 'expiry'];

function readMrz(text: string): Mrz | null {
  try {
    return parseMrz(text);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** Refuses a key that cannot be right before a card spends one of its attempts on it. @throws FailureError `access.keyInvalid` */
export function checkAccessKey(key: AccessKey): void {
  if (key.kind === 'can') return;
  const mrz = readMrz(key.mrz);
  const wrong = mrz === null || mrz.checks.some((check) => keyFields.includes(check.field) && !check.ok);
  if (wrong) throw new FailureError(failure('access.keyInvalid'));
}
