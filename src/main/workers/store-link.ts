import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { FailureError, failure } from '#contract/failures.ts';
import { type Client, connect, type Input, type Output } from '#contract/rpc.ts';
import { type StoreApi, type StoredBackup, type StoreOpened, storeApi } from '#contract/store.ts';
import { databaseKey } from '#store/database/database-key.ts';
import type { DatabaseRole } from '#store/database/database-role.ts';
import { type InstanceLock, lockProfile } from '#store/database/instance-lock.ts';
import type { KeyRing } from '#store/keys/key-ring.ts';
import type { InputOf, Operations, OutputOf } from '#store/operations/operation.ts';
import { rotateDataKey } from '#store/rotate-key.ts';
import { linkStoreThread, type StoreThread } from './store-thread.ts';
import type { ThreadHandle } from './thread-port.ts';

export type StoreLinkOptions<Ops extends Operations> = {
  readonly folder: string;
  readonly ring: KeyRing;
  /** The operations the threads know; only their kinds are used here. */
  readonly operations: Ops;
  readonly start: () => ThreadHandle;
  readonly appVersion: string;
  /** Reading threads beside the writing one. */
  readonly readers: number;
  readonly keepBackups: number;
  readonly slowFromMs: number;
  readonly onSlow: (slow: { readonly name: string; readonly ms: number }) => void;
};

type RunOptions = { readonly signal?: AbortSignal; readonly onProgress?: (progress: unknown) => void };

/** How far a backup is, in bytes of the copy, while it is copied. */
export type BackupStep = {
  readonly step: 'copying' | 'checking' | 'keeping';
  readonly done: number;
  readonly of: number;
};

/** The two encrypted files of a profile, from the host's side: nothing here waits on the disk in the host's thread. */
export type StoreLink<Ops extends Operations> = {
  /** How the files were found when they were last opened. */
  readonly opened: StoreOpened;
  /** Runs an operation by its name. @throws FailureError what the operation throws; `storage.stopped` when its thread died (nothing half done stays) */
  run<K extends keyof Ops & string>(name: K, input: InputOf<Ops[K]>, options?: RunOptions): Promise<OutputOf<Ops[K]>>;
  /** Checks a whole file in a thread of its own. @throws FailureError `storage.damaged` */
  check(role: DatabaseRole, signal?: AbortSignal): Promise<void>;
  /** Makes a backup of `desk.db` in a thread of its own. @throws FailureError `storage.*` */
  backup(onProgress?: (progress: BackupStep) => void): Promise<StoredBackup>;
  /** Puts a backup in the place of `desk.db`. This link is closed by it, whatever the outcome: open another one. @throws FailureError `backup.*`, `storage.*` */
  restore(backup: StoredBackup): Promise<Output<StoreApi, 'store.restore'>>;
  /** Changes the data key. This link is closed by it: open another one. @throws FailureError `storage.*` */
  rotateKey(): Promise<void>;
  /** Puts the population cache aside and begins an empty one. Whatever is under way there fails. @throws FailureError `storage.*` */
  rebuildRegistry(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the files of a profile for this program alone. A change of key that was stopped is finished first.
 * @throws FailureError `storage.*` by name
 */
export async function openStoreLink<Ops extends Operations>(options: StoreLinkOptions<Ops>): Promise<StoreLink<Ops>> {
  const { folder, ring, start } = options;
  const lock = lockProfile(folder);
  const threads = startThreads(options);
  try {
    if (ring.nextKey() !== null) await inOwnThread(start, (client) => rotate(client, folder, ring));
    const opened = await threads.open();
    return linkOver(options, { opened, threads, lock });
  } catch (error) {
    await threads.close();
    lock.release();
    throw error;
  }
}

type Threads = {
  /** Each file has one thread that writes it: what a desk records never waits for an import into the cache. */
  readonly writers: Readonly<Record<DatabaseRole, StoreThread>>;
  readonly readers: readonly StoreThread[];
  /** Another reading thread, for one long piece of work. */
  extra(): StoreThread;
  open(): Promise<StoreOpened>;
  /** Lets go of the population cache everywhere, and opens it again after `work`. */
  withoutRegistry(work: () => Promise<unknown>): Promise<StoreOpened>;
  close(): Promise<void>;
};

function startThreads<Ops extends Operations>(options: StoreLinkOptions<Ops>): Threads {
  let readable: DatabaseRole[] = ['desk', 'registry'];
  const thread = (access: 'read' | 'write', files: () => DatabaseRole[]) => {
    const message = (isRestart: boolean) => ({
      ...opening(options),
      access,
      files: files(),
      checkUnclean: !isRestart,
    });
    return linkStoreThread({ start: options.start, onSlow: options.onSlow, opening: message });
  };
  const writers = { desk: thread('write', () => ['desk']), registry: thread('write', () => ['registry']) };
  const reading = () => thread('read', () => readable);
  const readers = Array.from({ length: Math.max(1, options.readers) }, reading);
  const open = async () => {
    // One after the other: a population cache without a desk would look like a desk that was lost.
    const desk = await writers.desk.opened();
    const registry = await writers.registry.opened();
    if (!desk?.desk || desk.epoch === null || !registry?.registry) throw new FailureError(failure('storage.stopped'));
    readable = 'migratedTo' in registry.registry ? ['desk', 'registry'] : ['desk'];
    return { epoch: desk.epoch, desk: desk.desk, registry: registry.registry };
  };
  return {
    writers,
    readers,
    extra: reading,
    open,
    async withoutRegistry(work) {
      readable = ['desk'];
      await Promise.all([...readers, writers.registry].map((each) => each.rest()));
      let found: StoreOpened;
      try {
        await work();
      } finally {
        found = await open();
        // What was asked meanwhile has opened them without it.
        await Promise.all(readers.map((each) => each.rest()));
      }
      return found;
    },
    async close() {
      // Readers first: the last connections to close are the writers', and they take the write-ahead logs away.
      await Promise.all(readers.map((reader) => reader.close()));
      await Promise.all([writers.desk.close(), writers.registry.close()]);
    },
  };
}

type Parts = { readonly opened: StoreOpened; readonly threads: Threads; readonly lock: InstanceLock };

function linkOver<Ops extends Operations>(
  options: StoreLinkOptions<Ops>,
  { opened, threads, lock }: Parts,
): StoreLink<Ops> {
  const { folder, ring, start, operations, keepBackups } = options;
  let found = opened;
  const beside = <T>(work: (client: Client<StoreApi>) => Promise<T>) => inReadingThread(threads.extra, work);
  const close = async () => {
    await threads.close();
    lock.release();
  };
  /** Work with the files closed; the lock is held until it is done. */
  const maintain = async <T>(work: (client: Client<StoreApi>) => Promise<T>): Promise<T> => {
    await threads.close();
    try {
      return await inOwnThread(start, work);
    } finally {
      lock.release();
    }
  };
  return {
    get opened() {
      return found;
    },
    run: runner(operations, threads.writers, threads.readers),
    check: (role, signal) => beside((client) => client.call('store.check', { role }, signal ? { signal } : {})),
    backup: (onProgress) => beside((client) => backup(client, keepBackups, onProgress)),
    restore: (chosen) => maintain((client) => restore(client, restoring(options, chosen))),
    rotateKey: () => maintain((client) => rotate(client, folder, ring)),
    async rebuildRegistry() {
      const setAside = () => inOwnThread(start, (client) => client.call('store.setAsideRegistry', { folder }));
      found = await threads.withoutRegistry(setAside);
    },
    close,
  };
}

function opening<Ops extends Operations>(options: StoreLinkOptions<Ops>) {
  const { folder, ring, appVersion, keepBackups, slowFromMs } = options;
  const key = (role: DatabaseRole) => databaseKey(ring.dataKey(), role).material;
  return {
    ...{ folder, appVersion, keepBackups, slowFromMs },
    keys: { desk: key('desk'), registry: key('registry') },
    profileId: ring.profileId,
    generation: ring.generation(),
  };
}

function runner<Ops extends Operations>(
  operations: Ops,
  writers: Threads['writers'],
  readers: readonly StoreThread[],
): StoreLink<Ops>['run'] {
  const busy = new Map<StoreThread, number>(readers.map((reader) => [reader, 0]));
  const leastBusy = () => readers.reduce((best, each) => ((busy.get(each) ?? 0) < (busy.get(best) ?? 0) ? each : best));
  const count = (thread: StoreThread, by: number) => busy.set(thread, (busy.get(thread) ?? 0) + by);
  return async (name, input, { signal, onProgress } = {}) => {
    const operation = operations[name];
    const [first] = readers;
    const writer = writers[operation?.role ?? 'desk'];
    const thread = operation?.kind === 'write' || first === undefined ? writer : leastBusy();
    const run = randomUUID();
    count(thread, 1);
    try {
      return await thread.use(async (client) => {
        const stop = client.on('run.progressed', (event) => event.run === run && onProgress?.(event.progress));
        try {
          const call = { run, operation: name, input };
          // The two sides are of one program: what an operation returns is of its type.
          return (await client.call('store.run', call, signal ? { signal } : {})) as never;
        } finally {
          stop();
        }
      });
    } finally {
      count(thread, -1);
    }
  };
}

async function backup(client: Client<StoreApi>, keep: number, onProgress?: (progress: BackupStep) => void) {
  let timer: NodeJS.Timeout | undefined;
  let total = 0;
  const stop = client.on('backup.progressed', (progress) => {
    clearInterval(timer);
    if (progress.step !== 'copying') return onProgress?.({ step: progress.step, done: total, of: total });
    total = progress.bytes;
    const look = async () => {
      const done = await stat(progress.file).then(
        ({ size }) => size,
        () => 0,
      );
      onProgress?.({ step: 'copying', done: Math.min(done, total), of: total });
    };
    timer = setInterval(() => void look(), 200);
  });
  try {
    return await client.call('store.backup', { keep });
  } finally {
    clearInterval(timer);
    stop();
  }
}

function restoring<Ops extends Operations>(
  { folder, ring }: StoreLinkOptions<Ops>,
  { file, generation }: StoredBackup,
) {
  const old = ring.keyOf(generation);
  if (old === null) throw new FailureError(failure('backup.unusable', { file }));
  return {
    ...{ folder, backup: file, profileId: ring.profileId },
    backupKey: Uint8Array.from(databaseKey(old, 'desk').material),
    key: Uint8Array.from(databaseKey(ring.dataKey(), 'desk').material),
  };
}

async function restore(client: Client<StoreApi>, input: Input<StoreApi, 'store.restore'>) {
  const reply = client.call('store.restore', input);
  // Sent already: the keys of this side are not needed any more.
  input.backupKey.fill(0);
  input.key.fill(0);
  return reply;
}

function rotate(client: Client<StoreApi>, folder: string, ring: KeyRing): Promise<void> {
  return rotateDataKey(ring, (role, { material: from }, { material: to }) =>
    client.call('store.rekey', { folder, role, from, to }),
  );
}

async function inOwnThread<T>(start: () => ThreadHandle, work: (client: Client<StoreApi>) => Promise<T>): Promise<T> {
  const thread = start();
  try {
    return await work(connect(storeApi, thread.port));
  } finally {
    await thread.terminate();
  }
}

async function inReadingThread<T>(open: () => StoreThread, work: (client: Client<StoreApi>) => Promise<T>): Promise<T> {
  const thread = open();
  try {
    return await thread.use(work);
  } finally {
    await thread.close();
  }
}
