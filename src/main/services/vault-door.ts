import { FailureError, failure } from '#contract/failures.ts';
import type { SessionState } from '#contract/officers.ts';
import type { Vault } from '#contract/profile.ts';
import type { OpenedKeys } from '#ports/key-safe.ts';
import type { Log } from './log.ts';
import { refuse } from './office.ts';
import type { OfficersDesk } from './officers-desk.ts';

/** What opens with the vault. */
export type Openable = {
  readonly officers: OfficersDesk;
  close(): Promise<void>;
};

export type VaultDoorParts<K extends OpenedKeys, O extends Openable> = {
  /** Opens the files and everything that rests on them. @throws FailureError `storage.*` by name; nothing stays open then */
  readonly open: (keys: K) => Promise<O>;
  readonly changed: (parts: { readonly vault: Vault; readonly session: SessionState }) => void;
  readonly log: Log;
  /** Notes a bug; returns its short id. */
  readonly report: (error: unknown) => string;
};

/** The state of the vault, and the only ways to change it. Callers take turns. */
export type VaultDoor<K extends OpenedKeys, O extends Openable> = {
  vault(): Vault;
  session(): SessionState;
  current(): { readonly keys: K; readonly office: O } | null;
  /** Something is being looked at that may end in `open`, `closed` or `failed`. */
  beginOpening(): void;
  /** Opens the files; the keys are forgotten when they do not open, and why is the vault's state. @throws FailureError */
  open(keys: K): Promise<O>;
  /** Closes what is open and forgets the keys. */
  shut(): Promise<void>;
  /** Lets `work` have the files to itself, and opens them again with the same keys, also when it failed. */
  reopen<T>(work: (office: O, keys: K) => Promise<T>): Promise<T>;
  /** What went wrong, as the vault's state and to throw. */
  fail(error: unknown): FailureError;
  /** Closed: nobody is there, or before the first run there is not even anybody to be. */
  waitFor(whom: 'firstRun' | 'officer'): void;
};

/** A vault that nobody has looked at yet. */
export function createVaultDoor<K extends OpenedKeys, O extends Openable>(
  parts: VaultDoorParts<K, O>,
): VaultDoor<K, O> {
  let vault: Vault = { state: 'closed' };
  let closedSession: SessionState = { state: 'signedOut', cause: null };
  let current: { readonly keys: K; readonly office: O } | null = null;
  const session = () => current?.office.officers.state() ?? closedSession;
  const become = (next: Vault) => {
    vault = next;
    parts.changed({ vault, session: session() });
  };
  const leave = () => {
    current = null;
    closedSession = { state: 'signedOut', cause: 'deskClosed' };
  };
  const fail = (error: unknown) => {
    const failed = asFailure(error, parts.report);
    parts.log.note('vault.failed', { code: failed.failure.code });
    become({ state: 'failed', failure: failed.failure });
    return failed;
  };
  const open = async (keys: K) => {
    become({ state: 'opening' });
    try {
      const office = await parts.open(keys);
      current = { keys, office };
      become({ state: 'open' });
      return office;
    } catch (error) {
      keys.forget();
      throw fail(error);
    }
  };
  return {
    vault: () => vault,
    session,
    current: () => current,
    beginOpening: () => become({ state: 'opening' }),
    open,
    fail,
    async shut() {
      const last = current;
      if (last === null) return;
      leave();
      try {
        await last.office.close();
      } finally {
        last.keys.forget();
        become({ state: 'closed' });
      }
    },
    async reopen(work) {
      const { keys, office } = current ?? refuse('session.nobody');
      leave();
      become({ state: 'opening' });
      try {
        return await work(office, keys);
      } finally {
        await open(keys);
      }
    },
    waitFor(whom) {
      closedSession = whom === 'firstRun' ? { state: 'firstRun' } : { state: 'signedOut', cause: null };
      become({ state: 'closed' });
    },
  };
}

function asFailure(error: unknown, report: (error: unknown) => string): FailureError {
  if (error instanceof FailureError) return error;
  return new FailureError(failure('internal', { incident: report(error) }), error);
}
