import type { AccessKey } from '#contract/evidence.ts';
import { type Failure, FailureError, failure } from '#contract/failures.ts';
import { AccessError } from './access-error.ts';
import { Malformed } from './malformed.ts';
import { mrzInformation, mrzKeyFields, parseMrz } from './mrz.ts';
import type { PacePassword } from './pace.ts';
import { SecureMessagingError } from './secure-messaging.ts';

const accessCodes = {
  wrongKey: 'access.wrongKey',
  lastAttempt: 'access.lastAttempt',
  blocked: 'access.blocked',
  unsupported: 'access.unsupported',
} as const;

/**
 * The failure that ended a read. `kind` is what the officer had entered, for the text to name it.
 * @throws the error itself where it is no failure but a defect of this program
 */
export function failureOfRead(error: unknown, kind: AccessKey['kind']): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof AccessError) {
    return failure(accessCodes[error.cause], {
      kind,
      ...(error.attemptsLeft === null ? {} : { left: error.attemptsLeft }),
    });
  }
  if (error instanceof SecureMessagingError) return failure('read.secureMessaging');
  if (error instanceof Malformed) return failure('read.malformed', { file: error.where });
  throw error;
}

/** The failure an abort's reason stands for: its own, a time that ran out, or the officer's wish. */
export function failureOfAbort(reason: unknown): Failure {
  if (reason instanceof FailureError) return reason.failure;
  return failure(reason instanceof Error && reason.name === 'TimeoutError' ? 'read.timeout' : 'read.cancelled');
}

/** Whether a fresh session may still bring what is missing: the session broke, or reader and card lost step. */
export function mayGoOnAfter(error: unknown): boolean {
  if (error instanceof SecureMessagingError) return true;
  return error instanceof FailureError && error.failure.code === 'card.protocol';
}

/**
 * The password that an access key stands for. A zone whose number, birth or expiry has a wrong check digit is mistyped:
 * it would only cost an attempt. @throws FailureError `access.keyInvalid`
 */
export function passwordOf(accessKey: AccessKey): PacePassword {
  if (accessKey.kind === 'can') {
    if (!/^\d{6}$/.test(accessKey.can)) throw new FailureError(failure('access.keyInvalid', { kind: 'can' }));
    return { kind: 'can', can: accessKey.can };
  }
  try {
    const mrz = parseMrz(accessKey.mrz);
    const guarded = ['documentNumber', 'birth', 'expiry'];
    if (mrz.checks.some(({ field, ok }) => guarded.includes(field) && !ok)) throw new Malformed('MRZ', 'check digit');
    return { kind: 'mrz', mrzInfo: mrzInformation(mrzKeyFields(mrz)) };
  } catch (error) {
    if (error instanceof Malformed) throw new FailureError(failure('access.keyInvalid', { kind: 'mrz' }), error);
    throw error;
  }
}
