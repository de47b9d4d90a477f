import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import type { SecretFault, SessionState } from '#contract/officers.ts';
import type { Vault } from '#contract/profile.ts';
import type { StoredBackup } from '#contract/store.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { FirstOfficer } from '#domain/officers/roster.ts';
import { secretFaults } from '#domain/officers/secret-quality.ts';
import type { AttemptLedger } from '#ports/attempt-ledger.ts';
import type { Clock, Monotonic } from '#ports/environment.ts';
import type { FoundKeys, KeySafe, OpenedKeys } from '#ports/key-safe.ts';
import { idOf, refuse, type SignIn } from './office.ts';
import { createSecretProof } from './secret-proof.ts';
import { createTurns } from './turns.ts';
import { createVaultDoor, type Openable, type VaultDoor, type VaultDoorParts } from './vault-door.ts';

/** An office that can be told what was done to its files while it was closed. */
export type VaultOffice = Openable & {
  /** Logs what was done to the files while they were closed. */
  append(records: readonly AuditDraft[]): Promise<void>;
};

export type VaultDeskParts<K extends OpenedKeys, O extends VaultOffice> = VaultDoorParts<K, O> & {
  readonly safe: KeySafe<K>;
  /** The backups that lie there, by their names, newest first. */
  readonly backups: () => readonly StoredBackup[];
  /** Puts a backup in the place of a file that does not open. @throws FailureError `backup.*`, `storage.*` */
  readonly restore: (keys: K, backup: StoredBackup) => Promise<void>;
  readonly ledger: AttemptLedger;
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  /** The keys need nobody (the demo): the vault opens at once, and this officer arrives by themselves. */
  readonly unguarded: { readonly officer: string } | null;
};

type First = FirstOfficer & { readonly secret: string };

/**
 * The profile's files, from closed to open. They open by themselves where the keys need nobody, else with the first secret
 * that opens the keys, and stay open until the program ends, a restore or a change of key.
 */
export type VaultDesk<O extends VaultOffice> = {
  vault(): Vault;
  session(): SessionState;
  /** Everything behind the vault; waits while it is opening. @throws FailureError `session.nobody` when it is closed; why it did not open */
  opened(): Promise<O>;
  /** The same without waiting; null when it is not open. */
  present(): O | null;
  /** Looks at what is there, and opens it where nobody is needed. Never throws: what fails is the vault's state. */
  start(): Promise<void>;
  /** Makes the first administrator, and the keys and files of a new profile. @throws FailureError `officer.notFirst`, `secret.weak`, `storage.*` */
  begin(first: First): Promise<void>;
  /** @throws FailureError `session.refused`, `session.mustWait`, `storage.*` */
  signIn(given: SignIn): Promise<SessionState>;
  faultsOf(secret: string, names: readonly string[]): readonly SecretFault[];
  /** Backups to choose from while the files are no good; none otherwise. */
  backups(): readonly StoredBackup[];
  /**
   * Puts a backup, by its name, in the place of a file that is no good, for one whose secret opens the keys.
   * @throws FailureError `session.refused`, `session.mustWait`, `backup.*`, `storage.*`
   */
  restore(asked: SignIn & { readonly file: string }): Promise<void>;
  /** Does work that closes the files, and opens them again with the same keys: everybody is signed out by it. */
  maintain<T>(work: (office: O) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** The file itself is no good: then, and only then, a backup may take its place without anybody signed in. */
const restorable: readonly FailureCode[] = ['storage.damaged', 'storage.wrongKey', 'storage.foreign', 'storage.schema'];

/** The vault of a profile, closed. */
export function createVaultDesk<K extends OpenedKeys, O extends VaultOffice>(
  parts: VaultDeskParts<K, O>,
): VaultDesk<O> {
  const inTurn = createTurns();
  const door = createVaultDoor(parts);
  const at: At<K, O> = { ...parts, door };
  const backups = () => (isRestorable(door.vault()) ? parts.backups() : []);
  return {
    vault: door.vault,
    session: door.session,
    present: () => door.current()?.office ?? null,
    opened: async () => {
      const open = door.current() ?? (await inTurn(async () => door.current()));
      if (open !== null) return open.office;
      const vault = door.vault();
      throw new FailureError(vault.state === 'failed' ? vault.failure : failure('session.nobody'));
    },
    start: () => inTurn(() => start(at)),
    begin: (first) => inTurn(() => begin(at, first)),
    signIn: (given) =>
      inTurn(async () => door.current()?.office.officers.signIn(given) ?? (await signInClosed(at, given))),
    faultsOf: (secret, names) => door.current()?.office.officers.faultsOf(secret, names) ?? secretFaults(secret, names),
    backups,
    restore: ({ file, ...by }) =>
      inTurn(async () => {
        const backup = backups().find((each) => each.file === file);
        if (backup === undefined) throw new FailureError(failure('backup.notFound', { file }));
        await restore(at, by, backup);
      }),
    maintain: (work) =>
      inTurn(async () => {
        const done = await door.reopen((office) => work(office));
        await seatUnguarded(at);
        return done;
      }),
    close: () => inTurn(() => door.shut()),
  };
}

const isRestorable = (vault: Vault) => vault.state === 'failed' && restorable.includes(vault.failure.code);

type At<K extends OpenedKeys, O extends VaultOffice> = VaultDeskParts<K, O> & { readonly door: VaultDoor<K, O> };

async function start<K extends OpenedKeys, O extends VaultOffice>(at: At<K, O>): Promise<void> {
  const { door, unguarded } = at;
  if (door.current() !== null) return;
  door.beginOpening();
  try {
    const found = await at.safe.find();
    if (unguarded !== null) await openUnguarded(at, found);
    else if (found?.openThemselves && found.hasData) await openByStore(at);
    else door.waitFor(found?.hasData ? 'officer' : 'firstRun');
  } catch (error) {
    // What the door itself could not open it has told already.
    if (door.vault().state === 'opening') door.fail(error);
  }
}

async function openUnguarded<K extends OpenedKeys, O extends VaultOffice>(
  at: At<K, O>,
  found: FoundKeys | null,
): Promise<void> {
  const { safe, door } = at;
  await door.open(found?.openThemselves ? await safe.openThemselves() : await safe.begin(null, found));
  await seatUnguarded(at);
}

async function seatUnguarded<K extends OpenedKeys, O extends VaultOffice>({
  door,
  unguarded,
}: At<K, O>): Promise<void> {
  try {
    if (unguarded !== null) await door.current()?.office.officers.arrive(unguarded.officer);
  } catch (error) {
    // Somebody has suspended them: then nobody sits there.
    if (!(error instanceof FailureError)) throw error;
  }
}

/** The system's store being locked or gone is no fault of the files: an officer's secret opens them as well. */
async function openByStore<K extends OpenedKeys, O extends VaultOffice>({ safe, door, log }: At<K, O>): Promise<void> {
  let keys: K;
  try {
    keys = await safe.openThemselves();
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'keys.storeUnavailable') throw error;
    log.note('keys.closed', { code: error.failure.code });
    return door.waitFor('officer');
  }
  await door.open(keys);
}

async function begin<K extends OpenedKeys, O extends VaultOffice>(at: At<K, O>, first: First): Promise<void> {
  const { safe, door } = at;
  let open = door.current();
  if (open === null) {
    const found = await look(at);
    if (found?.hasData) refuse('officer.notFirst');
    const [fault] = secretFaults(first.secret, [first.id, first.name]);
    if (fault !== undefined) throw new FailureError(failure('secret.weak', { fault }));
    const keys = await safe.begin({ officer: first.id, secret: first.secret }, found);
    open = { keys, office: await door.open(keys) };
  }
  await open.office.officers.begin(first);
  await safe.keepOnly(open.keys, [first.id]);
}

async function signInClosed<K extends OpenedKeys, O extends VaultOffice>(
  at: At<K, O>,
  { officer, secret }: SignIn,
): Promise<SessionState> {
  const { door } = at;
  const id = idOf(officer);
  const { officers } = await door.open(await proveByKeys(at, { officer: id, secret }));
  // Stopped in the first run before there was anybody: it goes on.
  if (officers.state().state === 'firstRun') return officers.state();
  try {
    return await officers.arrive(id);
  } catch (error) {
    await door.shut();
    throw error;
  }
}

async function restore<K extends OpenedKeys, O extends VaultOffice>(
  at: At<K, O>,
  by: SignIn,
  backup: StoredBackup,
): Promise<void> {
  const id = idOf(by.officer);
  const keys = await (at.unguarded === null ? proveByKeys(at, { ...by, officer: id }) : at.safe.openThemselves());
  try {
    await at.restore(keys, backup);
  } catch (error) {
    keys.forget();
    throw error;
  }
  const office = await at.door.open(keys);
  try {
    const object = { kind: 'backup', masked: backup.file, mark: null } as const;
    const record = office.officers.session.record({ action: 'backup.restored', object });
    await office.append([{ ...record, officer: id }]);
  } catch (error) {
    // A restored file that does not say so is not used.
    await at.door.shut();
    throw at.door.fail(error);
  }
}

/** What is there now; that it cannot be told is the vault's state. */
async function look<K extends OpenedKeys, O extends VaultOffice>({ safe, door }: At<K, O>): Promise<FoundKeys | null> {
  try {
    return await safe.find();
  } catch (error) {
    throw door.fail(error);
  }
}

/** The keys, for one whose secret opens them; wrong ones are counted and made to wait as everywhere. */
async function proveByKeys<K extends OpenedKeys, O extends VaultOffice>(at: At<K, O>, by: SignIn): Promise<K> {
  const { safe, ledger, clock, monotonic } = at;
  const found = await look(at);
  let keys: K | null = null;
  const proof = createSecretProof({
    isRight: async (officer, secret) => {
      keys = found?.hasData ? await safe.open({ officer, secret }) : null;
      return keys !== null;
    },
    isKnown: async (officer) => found?.holds(officer) ?? false,
    append: null,
    ledger,
    clock,
    monotonic,
  });
  try {
    await proof.prove(by.officer, by.secret);
  } catch (error) {
    forget(keys);
    throw error;
  }
  return keys ?? refuse('session.refused');
}

/** What a proof may have opened before the book of attempts could not be written. */
const forget = (keys: OpenedKeys | null) => keys?.forget();
