import type { AuditAction, AuditObject } from '#contract/audit.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Permission } from '#contract/officers.ts';
import { refuse } from './office.ts';
import type { Permit } from './permit.ts';
import type { RegistryDeskParts } from './registry-desk.ts';
import type { RegistryStateKeeper } from './registry-state.ts';

/** What the parts of the registry's desk share. */
export type RegistryOffice = RegistryDeskParts & {
  readonly keeper: RegistryStateKeeper;
  /** The day records are judged for, where the desk stands; ISO. */
  readonly today: () => string;
};

/** The day a moment is on, by the clock on the wall. */
export function dayOf(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * Lets those in who may do one of some things that show nobody: sums, lists of files. @throws FailureError `session.*`; a
 * refusal by role is logged
 */
export async function admit(
  { session }: RegistryOffice,
  oneOf: readonly [Permission, ...Permission[]],
): Promise<Permit> {
  const state = session.state();
  const held = state.state === 'signedIn' ? state.permissions : [];
  const permission = oneOf.find((each) => held.includes(each)) ?? oneOf[0];
  return session.permit({ permission, purpose: { code: 'lamSach', note: null } });
}

/** Lets those in who have a permission, without asking them to show again who they are. @throws FailureError `session.*` */
export function needHolder({ session }: RegistryOffice, permission: Permission): void {
  const state = session.state();
  if (state.state === 'locked') refuse('session.locked');
  if (state.state !== 'signedIn') refuse('session.nobody');
  if (!state.permissions.includes(permission)) throw new FailureError(failure('session.notPermitted', { permission }));
}

type Shown<T> = {
  readonly action: AuditAction;
  readonly read: () => Promise<T>;
  /** Number of the one person that is shown, where it is one. */
  readonly personOf: (found: T) => string | null;
  readonly count: (found: T) => number;
};

/** Reads about people under a permit; what is found is given on once its record is kept, also when reading failed. */
export async function shown<T>(office: RegistryOffice, permit: Permit, what: Shown<T>): Promise<T> {
  const { session, log, keeper } = office;
  const outcome = await keeper.using(what.read).then(
    (found) => ({ found }) as const,
    (error: unknown) => ({ error }) as const,
  );
  const number = 'found' in outcome ? what.personOf(outcome.found) : null;
  const object = number === null ? null : await log.object('citizen', number);
  return session.show(permit, { action: what.action, object, count: what.count }, async () => {
    if ('error' in outcome) throw outcome.error;
    return outcome.found;
  });
}

type Recorded<T> = {
  readonly action: AuditAction;
  readonly object: AuditObject;
  /** What the record says before anything is done. */
  readonly before: { readonly code: string; readonly count: number | null };
  /** How many things were touched, for a second record when it is done; null where the first one says all. */
  readonly count: ((done: T) => number) | null;
  readonly work: () => Promise<T>;
};

/** Does something under a permit, or by the desk itself: its record is kept before anything is done, and another one if it fails. */
export async function recorded<T>(
  { log }: Pick<RegistryOffice, 'log'>,
  permit: Pick<Permit, 'record'>,
  what: Recorded<T>,
): Promise<T> {
  const { action, object, before, count, work } = what;
  await log.append([permit.record({ action, object, result: before })]);
  let done: T;
  try {
    done = await work();
  } catch (error) {
    await log.append([permit.record({ action, object, result: { outcome: 'failed', code: codeOf(error) } })]);
    throw error;
  }
  if (count !== null) await log.append([permit.record({ action, object, result: { count: count(done) } })]);
  return done;
}

function codeOf(error: unknown): string {
  return error instanceof FailureError ? error.failure.code : 'internal';
}
