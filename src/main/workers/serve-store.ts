import { FailureError, failure } from '#contract/failures.ts';
import { type Handlers, type Input, type Port, type Report, type Served, serve } from '#contract/rpc.ts';
import { type OpenReport, type StoreApi, storeApi } from '#contract/store.ts';
import { makeBackup } from '#store/backup.ts';
import { openReadDb, type ReadDb, type WriteDb } from '#store/database/database.ts';
import { type DatabaseKey, forgetKey } from '#store/database/database-key.ts';
import type { DatabaseRole } from '#store/database/database-role.ts';
import { checkInBackground } from '#store/database/health.ts';
import { migrationsOf } from '#store/migrations/migrations.ts';
import { type OpenedProfile, openProfileDatabase } from '#store/open-profile.ts';
import type { Operation, OperationContext, Operations } from '#store/operations/operation.ts';
import { backupFolder, databaseFile, keyFilePath } from '#store/profile-paths.ts';
import { restoreDesk } from '#store/restore.ts';
import { changeKey } from '#store/rotate-key.ts';
import { setAsideRegistry } from '#store/set-aside-registry.ts';

type OpenInput = Input<StoreApi, 'store.open'>;

/** The files a database thread has open. */
type Opened = {
  readonly input: OpenInput;
  readonly keys: Readonly<Record<DatabaseRole, DatabaseKey>>;
  readonly files: Readonly<Record<DatabaseRole, ReadDb | null>>;
  readonly writing: Readonly<Record<DatabaseRole, WriteDb | null>>;
};

export type StoreParts = {
  readonly operations: Operations;
  readonly now: () => Date;
  readonly report: Report;
  /** Brings the population cache up to date with this version of the program, once it is open to be written. */
  readonly prepareRegistry?: (db: WriteDb, now: Date) => Promise<void>;
};

/** Serves the files of a profile to the host on `port`: everything within is synchronous, one call at a time. */
export function serveStore(port: Port, parts: StoreParts): void {
  let opened: Opened | null = null;
  const required = () => {
    if (opened === null) throw new FailureError(failure('storage.stopped'));
    return opened;
  };
  const close = () => {
    if (opened === null) return;
    const { files, keys } = opened;
    opened = null;
    for (const file of Object.values(files)) file?.close();
    for (const key of Object.values(keys)) forgetKey(key);
  };
  const served: Served<StoreApi> = serve(
    storeApi,
    port,
    {
      ...maintenance(parts),
      'store.open': async (input) => {
        close();
        const { report, ...made } =
          input.access === 'write' ? await openToWrite(input, parts, served) : await openToRead(input, served);
        opened = made;
        return report;
      },
      'store.run': ({ run, operation, input }, { signal }) =>
        runOperation(parts, required(), {
          name: operation,
          input,
          context: {
            signal,
            now: parts.now,
            progress: (progress) => served.emit('run.progressed', { run, progress }),
            pause,
          },
        }),
      'store.check': async ({ role }, { signal }) => {
        await checkInBackground(fileOf(required().files, role), { signal, pause });
      },
      'store.backup': ({ keep }) => {
        const { files, keys, input } = required();
        const onProgress = (progress: Parameters<typeof served.emit<'backup.progressed'>>[1]) =>
          served.emit('backup.progressed', progress);
        return makeBackup({
          ...backupPlace(input),
          db: fileOf(files, 'desk'),
          key: keys.desk,
          keep,
          now: parts.now(),
          onProgress,
        });
      },
      'store.close': close,
    },
    parts.report,
  );
  port.onClose(close);
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

const backupPlace = ({ folder, generation }: OpenInput) => ({
  folder: backupFolder(folder),
  keyFile: keyFilePath(folder),
  generation,
});

type Maintenance = Pick<Handlers<StoreApi>, 'store.restore' | 'store.rekey' | 'store.setAsideRegistry'>;

/** What is done while no thread has the profile open. */
function maintenance({ now }: StoreParts): Maintenance {
  return {
    'store.restore': ({ folder, backup, profileId, ...given }) => {
      const [backupKey, key] = [keyOf('desk', given.backupKey), keyOf('desk', given.key)];
      try {
        const { epoch, aside } = restoreDesk({ folder, backup, profileId, backupKey, key, now: now() });
        return { epoch, aside };
      } finally {
        forgetKey(backupKey);
        forgetKey(key);
      }
    },
    'store.rekey': ({ folder, role, ...given }) => {
      const [from, to] = [keyOf(role, given.from), keyOf(role, given.to)];
      try {
        changeKey(databaseFile(folder, role), from, to);
      } finally {
        forgetKey(from);
        forgetKey(to);
      }
    },
    'store.setAsideRegistry': ({ folder }) => setAsideRegistry(folder, now()),
  };
}

const keyOf = (role: DatabaseRole, material: Uint8Array): DatabaseKey => ({ role, material });

const keysOf = ({ keys }: OpenInput) => ({
  desk: keyOf('desk', keys.desk),
  registry: keyOf('registry', keys.registry),
});

type Opening = Opened & { readonly report: OpenReport | null };

async function openToRead(input: OpenInput, served: Served<StoreApi>): Promise<Opening> {
  const keys = keysOf(input);
  const open = (role: DatabaseRole) =>
    openReadDb({ file: databaseFile(input.folder, role), key: keys[role], slow: slowLog(input, served) });
  const desk = input.files.includes('desk') ? open('desk') : null;
  const registry = input.files.includes('registry') ? (await attempt(async () => open('registry'))).value : null;
  const files = { desk, registry };
  return { input, keys, files, writing: { desk: null, registry: null }, report: null };
}

async function openToWrite(input: OpenInput, parts: StoreParts, served: Served<StoreApi>): Promise<Opening> {
  const { folder, profileId, appVersion, keepBackups, checkUnclean } = input;
  const keys = keysOf(input);
  const slow = slowLog(input, served);
  const open = (role: DatabaseRole) =>
    openProfileDatabase({
      ...{ folder, profileId, appVersion, checkUnclean, slow },
      key: keys[role],
      now: parts.now(),
      migrations: migrationsOf(role),
      beforeMigration: (db) => {
        if (role === 'registry') return;
        makeBackup({ ...backupPlace(input), db, key: keys.desk, keep: keepBackups, now: parts.now() });
      },
    });
  const desk = input.files.includes('desk') ? open('desk') : null;
  const registry = input.files.includes('registry') ? await attempt(() => prepared(open('registry'), parts)) : null;
  const files = { desk: desk?.db ?? null, registry: registry?.value?.db ?? null };
  const found = registry?.value ? foundFile(registry.value) : (registry?.failure ?? null);
  return {
    input,
    keys,
    files,
    writing: files,
    report: { epoch: desk?.meta.epoch ?? null, desk: desk === null ? null : foundFile(desk), registry: found },
  };
}

const foundFile = ({ migrated, wasUnclean }: OpenedProfile) => ({
  migratedFrom: migrated.from,
  migratedTo: migrated.to,
  wasUnclean,
});

const slowLog = ({ slowFromMs }: OpenInput, served: Served<StoreApi>) => ({
  fromMs: slowFromMs,
  note: (slow: { readonly name: string; readonly ms: number }) => served.emit('query.slow', slow),
});

async function prepared(opened: OpenedProfile, { prepareRegistry, now }: StoreParts): Promise<OpenedProfile> {
  try {
    await prepareRegistry?.(opened.db, now());
    return opened;
  } catch (error) {
    opened.db.close();
    throw error;
  }
}

async function attempt<T>(work: () => Promise<T>) {
  try {
    return { value: await work(), failure: null };
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return { value: null, failure: error.failure };
  }
}

/** @throws FailureError `storage.damaged` for the population cache when it did not open */
function fileOf<Db extends ReadDb>(files: Readonly<Record<DatabaseRole, Db | null>>, role: DatabaseRole): Db {
  const file = files[role];
  if (file === null) throw new FailureError(failure('storage.damaged', { file: `${role}.db` }));
  return file;
}

type Run = { readonly name: string; readonly input: unknown; readonly context: OperationContext };

function runOperation({ operations }: StoreParts, { files, writing }: Opened, { name, input, context }: Run): unknown {
  const operation: Operation | undefined = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw new Error('unknown operation');
  const db = fileOf<ReadDb>(operation.kind === 'write' ? writing : files, operation.role);
  return operation.run(db as never, input as never, context);
}
