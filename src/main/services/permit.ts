import type { AuditAction, AuditObject, AuditRecord } from '#contract/audit.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Officer, Permission, Purpose, Role } from '#contract/officers.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { permissionTable, permittedBy } from '#domain/officers/permissions.ts';
import { purposeFault } from '#domain/officers/purpose.ts';
import { type Moment, needsProof, type Session } from '#domain/officers/session.ts';

/** What happened, as a service says it; who, when and by which role are added here. */
export type Happening = {
  readonly action: AuditAction;
  readonly object?: AuditObject | null;
  readonly result?: Partial<AuditRecord['result']>;
};

/** Leave to do one thing once, and the record it makes. */
export type Permit = {
  readonly officer: Officer;
  readonly role: Role;
  readonly purpose: Purpose | null;
  /** The record of what was done under this permit: kept in one transaction with it, or before anything is shown. */
  record(happening: Happening): AuditDraft;
};

/** What somebody wants to do. */
export type Wish = { readonly permission: Permission; readonly purpose?: Purpose | null };

/** A record without a permit: no role, no purpose. */
export function draftBy(officer: Officer | null, { action, object, result }: Happening, now: Moment): AuditDraft {
  return {
    at: new Date(now.wall).toISOString(),
    monotonic: Math.floor(now.monotonic),
    officer: officer?.id ?? null,
    role: null,
    action,
    object: object ?? null,
    purpose: null,
    result: { outcome: 'done', code: null, count: null, ...result },
  };
}

type Judging = {
  readonly session: Session;
  readonly now: () => Moment;
  readonly append: (records: readonly AuditDraft[]) => Promise<void>;
};

const closed = { signedOut: 'session.nobody', locked: 'session.locked', mustChoose: 'session.chooseSecret' } as const;

/** Refuses what needs somebody at an open desk, whoever it is. @throws FailureError `session.*` */
export function needSomebody(session: Session | null): void {
  const state = session?.state ?? 'signedOut';
  if (state !== 'signedIn') throw new FailureError(failure(closed[state]));
}

/** @throws FailureError `session.*`, `purpose.*`; a refusal by role is logged */
export async function permitFor(
  { permission, purpose = null }: Wish,
  { session, now, append }: Judging,
): Promise<Permit> {
  if (session.state !== 'signedIn') throw new FailureError(failure(closed[session.state]));
  const { officer } = session;
  const role = permittedBy(officer.roles, permission);
  if (role === null) {
    const result = { outcome: 'refused', code: permission } as const;
    await append([draftBy(officer, { action: 'permission.refused', result }, now())]);
    throw new FailureError(failure('session.notPermitted', { permission }));
  }
  if (needsProof(session, permission, now())) throw new FailureError(failure('session.proveAgain', { permission }));
  if (permissionTable[permission].purpose) refusePurpose(purpose);
  return {
    officer,
    role,
    purpose,
    record: (happening) => ({ ...draftBy(officer, happening, now()), role, purpose }),
  };
}

function refusePurpose(purpose: Purpose | null): void {
  const fault = purposeFault(purpose);
  if (fault === null) return;
  throw new FailureError(failure(fault === 'noteHasNumber' ? 'purpose.hasNumber' : 'purpose.missing'));
}

type Showing<T> = {
  readonly permit: Permit;
  readonly happening: Happening & { readonly count?: (found: T) => number };
  readonly read: () => Promise<T>;
  readonly append: (records: readonly AuditDraft[]) => Promise<void>;
};

/** Gives on what `read` finds once its record is kept, also when it failed. */
export async function show<T>({ permit, happening, read, append }: Showing<T>): Promise<T> {
  const { count, ...plain } = happening;
  let found: T;
  try {
    found = await read();
  } catch (error) {
    const code = error instanceof FailureError ? error.failure.code : 'internal';
    await append([permit.record({ ...plain, result: { outcome: 'failed', code } })]);
    throw error;
  }
  await append([permit.record({ ...plain, result: { count: count?.(found) ?? null, ...plain.result } })]);
  return found;
}
