import type { LockCause, Officer, SessionState, SignOutCause } from '#contract/officers.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { permissionsOf } from '#domain/officers/permissions.ts';
import {
  isFresh,
  lock,
  lockIn,
  type Moment,
  type PresentSession,
  type Session,
  signedOut,
  signIn,
  signOut,
  touch,
  unlock,
} from '#domain/officers/session.ts';
import type { Clock, Monotonic } from '#ports/environment.ts';
import { draftBy, type Happening, type Permit, permitFor, show, type Wish } from './permit.ts';

export type SessionDeskParts = {
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  readonly append: (records: readonly AuditDraft[]) => Promise<void>;
  /** How long nobody works before the desk locks, in ms. */
  readonly idleMs: () => number;
  readonly hasOfficers: () => boolean;
  readonly changed: (state: SessionState) => void;
  /** Told of what went wrong where nobody waits for it. */
  readonly report: (error: unknown) => void;
  /** Calls back after so many ms; returns the way to stop. */
  readonly after: (ms: number, run: () => void) => () => void;
};

/** Who sits at the desk and what they may do. Proving who they are is somebody else's part. */
export type SessionDesk = {
  state(): SessionState;
  present(): PresentSession | null;
  /** Begins a session for an officer whose secret was proved; whoever was there before is signed out. */
  begin(officer: Officer): Promise<void>;
  /** The officer of the session is another by now (a chosen secret): the session goes on with them. */
  renew(officer: Officer): void;
  end(cause: SignOutCause): Promise<void>;
  lock(cause: LockCause): Promise<void>;
  unlock(): Promise<void>;
  reauthenticated(): Promise<void>;
  touch(): void;
  /** @throws FailureError `session.*`, `purpose.*`; a refusal by role is logged */
  permit(wish: Wish): Promise<Permit>;
  /**
   * Reads under a permit: what `read` gives is only given on once its record is kept, also when it failed.
   * `count` says how many things were shown.
   */
  show<T>(
    permit: Permit,
    happening: Happening & { readonly count?: (found: T) => number },
    read: () => Promise<T>,
  ): Promise<T>;
  /** A record of what happened without a permit: by the one at the desk, or by the desk itself. */
  record(happening: Happening): AuditDraft;
  close(): void;
};

/** Opens the session of a desk: nobody is there yet. */
export function openSessionDesk(parts: SessionDeskParts): SessionDesk {
  const seat = takeSeat(parts);
  const { now, current, become, wait } = seat;
  const lockNow = (cause: LockCause) =>
    become(lock(current(), cause), { action: 'session.locked', result: { code: cause } });
  const end = (cause: SignOutCause) =>
    become(current().state === 'signedOut' ? current() : signOut(cause), {
      action: 'session.signedOut',
      result: { code: cause },
    });
  const unlockNow = () => become(unlock(current(), now()), { action: 'session.unlocked' });
  seat.onIdle(() => lockNow('idle'));
  return {
    ...seatedMethods(seat),
    async begin(officer) {
      const before = officerIn(current());
      if (before?.id === officer.id && current().state === 'locked') return unlockNow();
      if (before !== null) await end('otherOfficer');
      await become(signIn(officer, now()), { action: 'session.signedIn' });
    },
    end,
    lock: lockNow,
    unlock: unlockNow,
    permit: async (wish) => {
      // A machine that slept wakes up before its alarm rings.
      if (wait() === 0) await lockNow('idle');
      return permitFor(wish, { session: current(), now, append: parts.append });
    },
    show: (permit, happening, read) => show({ permit, happening, read, append: parts.append }),
  };
}

/** The session itself, its alarm, and the one way to change it. */
type Seat = {
  readonly now: () => Moment;
  readonly current: () => Session;
  readonly state: () => SessionState;
  /** Time until the idle lock, in ms; null when there is nothing to lock. */
  readonly wait: () => number | null;
  /** Changes the session at once and keeps its record; nothing happens when it is the same. */
  readonly become: (next: Session, happening: Happening) => Promise<void>;
  /** Changes the session without a record, and without telling anybody. */
  readonly adjust: (next: Session) => void;
  readonly announce: () => void;
  readonly onIdle: (run: () => Promise<void>) => void;
  readonly close: () => void;
};

function takeSeat(parts: SessionDeskParts): Seat {
  let session: Session = signedOut;
  let stopAlarm: () => void = () => undefined;
  let idle: () => Promise<void> = async () => undefined;
  const now = (): Moment => ({ wall: parts.clock.now().getTime(), monotonic: parts.monotonic() });
  const state = () => describe(session, { now: now(), limit: parts.idleMs(), hasOfficers: parts.hasOfficers() });
  const wait = () => lockIn(session, now(), parts.idleMs());
  const arm = () => {
    stopAlarm();
    const ms = wait();
    if (ms !== null) stopAlarm = parts.after(ms, () => (wait() === 0 ? void idle().catch(parts.report) : arm()));
  };
  const adjust = (next: Session) => {
    session = next;
    arm();
  };
  return {
    now,
    current: () => session,
    state,
    wait,
    adjust,
    announce: () => parts.changed(state()),
    async become(next, happening) {
      const before = session;
      if (next === before) return;
      adjust(next);
      parts.changed(state());
      await parts.append([draftBy(officerIn(next) ?? officerIn(before), happening, now())]);
    },
    onIdle: (run) => {
      idle = run;
    },
    close: () => stopAlarm(),
  };
}

type Seated = Pick<SessionDesk, 'state' | 'present' | 'renew' | 'reauthenticated' | 'touch' | 'record' | 'close'>;

/** What can be done without leaving the seat. */
function seatedMethods({ now, current, state, become, adjust, announce, close }: Seat): Seated {
  return {
    state,
    close,
    present: () => {
      const session = current();
      return session.state === 'signedOut' ? null : session;
    },
    renew(officer) {
      const session = current();
      if (session.state === 'signedOut' || session.officer.id !== officer.id) return;
      const opened = session.state === 'mustChoose' && officer.secret === 'own';
      const { since, lastActive, proved } = session;
      const next: Session = opened
        ? { state: 'signedIn', officer, since, lastActive, proved }
        : { ...session, officer };
      adjust(next);
      announce();
    },
    async reauthenticated() {
      const session = current();
      if (session.state !== 'signedIn') return;
      await become({ ...session, proved: now(), lastActive: now() }, { action: 'session.reauthenticated' });
    },
    touch: () => adjust(touch(current(), now())),
    record: (happening) => draftBy(officerIn(current()), happening, now()),
  };
}

function officerIn(session: Session): Officer | null {
  return session.state === 'signedOut' ? null : session.officer;
}

type View = { readonly now: Moment; readonly limit: number; readonly hasOfficers: boolean };

function describe(session: Session, { now, limit, hasOfficers }: View): SessionState {
  if (session.state === 'signedOut') return hasOfficers ? { ...session } : { state: 'firstRun' };
  const { officer, since, state } = session;
  const permissions = state === 'signedIn' ? [...permissionsOf(officer.roles)] : [];
  const present = { officer, permissions, since: new Date(since.wall).toISOString() };
  switch (state) {
    case 'mustChoose':
      return { ...present, state };
    case 'locked':
      return { ...present, state, cause: session.cause };
    case 'signedIn':
      return { ...present, state, lockInMs: lockIn(session, now, limit) ?? 0, reauthenticated: isFresh(session, now) };
  }
}
