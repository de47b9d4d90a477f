import type { LockCause, Officer, Permission, SignOutCause } from '#contract/officers.ts';
import { permissionTable } from './permissions.ts';

/** A moment by two clocks: the wall's, which may be set, and one nobody sets, which may sleep with the machine. Both in ms. */
export type Moment = { readonly wall: number; readonly monotonic: number };

/** Time between two moments, by the clock that saw more of it: a machine that slept was idle too. */
export function elapsed(from: Moment, to: Moment): number {
  return Math.max(0, to.monotonic - from.monotonic, to.wall - from.wall);
}

const minute = 60_000;
/**
 * A desk locks after this long without anybody working, in ms; `publicHall` where citizens walk past the screen. The demo, whose
 * secret anybody may know, does not: two weeks are longer than anybody leaves it open.
 */
export const idleLimits = { office: 5 * minute, publicHall: 2 * minute, demo: 14 * 24 * 60 * minute } as const;
/** How long one proof of who sits there is good for what asks for a fresh one, in ms. */
export const freshFor = 5 * minute;

/** Who is at the desk, by clocks. */
export type Session =
  | { readonly state: 'signedOut'; readonly cause: SignOutCause | null }
  | (Present & { readonly state: 'mustChoose' | 'signedIn' })
  | (Present & { readonly state: 'locked'; readonly cause: LockCause; readonly mustChoose: boolean });

type Present = {
  readonly officer: Officer;
  readonly since: Moment;
  readonly lastActive: Moment;
  /** When they last showed that it is they. */
  readonly proved: Moment;
};
/** A session with an officer in it. */
export type PresentSession = Exclude<Session, { state: 'signedOut' }>;

/** Nobody. */
export const signedOut: Session = { state: 'signedOut', cause: null };

/** A session that begins with a proved secret. One given by somebody else must be replaced before anything. */
export function signIn(officer: Officer, now: Moment): PresentSession {
  const state = officer.secret === 'oneTime' ? 'mustChoose' : 'signedIn';
  return { state, officer, since: now, lastActive: now, proved: now };
}

export function signOut(cause: SignOutCause): Session {
  return { state: 'signedOut', cause };
}

/** Somebody works: only at an open desk, so that a locked one stays locked. */
export function touch(session: Session, now: Moment): Session {
  return session.state === 'signedIn' || session.state === 'mustChoose' ? { ...session, lastActive: now } : session;
}

/** Covers the screen; the officer and their work stay. */
export function lock(session: Session, cause: LockCause): Session {
  if (session.state === 'signedOut' || session.state === 'locked') return session;
  const { officer, since, lastActive, proved } = session;
  return { state: 'locked', officer, since, lastActive, proved, cause, mustChoose: session.state === 'mustChoose' };
}

/** Opens a locked desk again for the same officer, whose secret was just proved. */
export function unlock(session: Session, now: Moment): Session {
  if (session.state !== 'locked') return session;
  const { officer, since, mustChoose } = session;
  return { state: mustChoose ? 'mustChoose' : 'signedIn', officer, since, lastActive: now, proved: now };
}

/** Time until the desk locks by itself, in ms: 0 when it is due, and null when nobody is at an open desk. */
export function lockIn(session: Session, now: Moment, limit: number): number | null {
  if (session.state === 'signedOut' || session.state === 'locked') return null;
  return Math.max(0, limit - elapsed(session.lastActive, now));
}

/** Whether the officer has shown just now that it is they. */
export function isFresh(session: Session, now: Moment): boolean {
  return session.state === 'signedIn' && elapsed(session.proved, now) < freshFor;
}

/** Whether a permission asks for a proof that this session has not got any more. */
export function needsProof(session: Session, permission: Permission, now: Moment): boolean {
  return permissionTable[permission].fresh && !isFresh(session, now);
}
