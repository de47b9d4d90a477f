import { FailureError, failure } from '#contract/failures.ts';
import { type Handlers, type Input, type Port, type Report, type Served, serve } from '#contract/rpc.ts';
import { type StoreApi, type StoreOpened, storeApi } from '#contract/store.ts';
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
      'store.open': (input) => {
        close();
        const { report, ...made } =
          input.access === 'write' ? openToWrite(input, parts, served) : openToRead(input, served);
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
        const file = required().files[role];
        if (file !== null) await checkInBackground(file, { signal, pause });
      },
      'store.backup': ({ keep }) => {
        const { files, keys, input } = required();
        if (files.desk === null) throw new FailureError(failure('storage.stopped'));
        const onProgress = (progress: Parameters<typeof served.emit<'backup.progressed'>>[1]) =>
          served.emit('backup.progressed', progress);
        return makeBackup({
          ...backupPlace(input),
          db: files.desk,
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

/** What is done while no thread has the profile open. */
function maintenance({ now }: StoreParts): Pick<Handlers<StoreApi>, 'store.restore' | 'store.rekey'> {
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
  };
}

const keyOf = (role: DatabaseRole, material: Uint8Array): DatabaseKey => ({ role, material });

const keysOf = ({ keys }: OpenInput) => ({
  desk: keyOf('desk', keys.desk),
  registry: keyOf('registry', keys.registry),
});

type Opening = Opened & { readonly report: StoreOpened | null };

function openToRead(input: OpenInput, served: Served<StoreApi>): Opening {
  const keys = keysOf(input);
  const open = (role: DatabaseRole) =>
    openReadDb({ file: databaseFile(input.folder, role), key: keys[role], slow: slowLog(input, served) });
  const desk = open('desk');
  const registry = input.withRegistry ? attempt(() => open('registry')).value : null;
  const files = { desk, registry };
  return { input, keys, files, writing: { desk: null, registry: null }, report: null };
}

function openToWrite(input: OpenInput, parts: StoreParts, served: Served<StoreApi>): Opening {
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
  const desk = open('desk');
  const registry = attempt(() => open('registry'));
  const files = { desk: desk.db, registry: registry.value?.db ?? null };
  const found = registry.value === null ? registry.failure : foundFile(registry.value);
  return {
    input,
    keys,
    files,
    writing: files,
    report: { epoch: desk.meta.epoch, desk: foundFile(desk), registry: found },
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

function attempt<T>(work: () => T) {
  try {
    return { value: work(), failure: null };
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return { value: null, failure: error.failure };
  }
}

type Run = { readonly name: string; readonly input: unknown; readonly context: OperationContext };

function runOperation({ operations }: StoreParts, { files, writing }: Opened, { name, input, context }: Run): unknown {
  const operation: Operation | undefined = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw new Error('unknown operation');
  const db = operation.kind === 'write' ? writing[operation.role] : files[operation.role];
  if (db === null) throw new FailureError(failure('storage.damaged', { file: `${operation.role}.db` }));
  return operation.run(db as never, input as never, context);
}
