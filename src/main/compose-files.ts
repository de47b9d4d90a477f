import type { ProfileFiles } from '#ports/profile-files.ts';
import type { KeyRing } from '#store/keys/key-ring.ts';
import { pruneLeftovers } from '#store/leftovers.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { backupAt, backupsIn, refuseLostDesk } from '#store/profile-data.ts';
import { fileHealthOf, type HealthParts, healthOf } from '#workers/profile-health.ts';
import { openUpkeep, type Upkeep } from '#workers/profile-upkeep.ts';
import { openSlowQueries } from '#workers/slow-queries.ts';
import { openStoreLink, type StoreLink } from '#workers/store-link.ts';
import type { Machinery } from './compose-machinery.ts';

/** Of the program, as package.json says it. */
export const appVersion = '0.1.0';

/** The encrypted files of a profile while they are open, and what goes on beside the work with them. */
export type OpenFiles = {
  readonly link: StoreLink<StoreOperations>;
  readonly upkeep: Upkeep;
  readonly files: Omit<ProfileFiles, 'restore' | 'changeKey'>;
};

type Parts = Pick<Machinery, 'clock' | 'folder' | 'store' | 'report' | 'log' | 'thread'> & {
  /** Logs a backup that was made without anybody asking. */
  readonly backedUp: (file: string) => Promise<void>;
};

/** Opens the files for this program alone. @throws FailureError `storage.*` by name; nothing stays open then */
export async function openLink({ folder, thread }: Pick<Parts, 'folder' | 'thread'>, ring: KeyRing) {
  refuseLostDesk(folder);
  const slow = openSlowQueries();
  const link = await openStoreLink({
    ...{ folder, ring, operations, appVersion },
    start: () => thread('db'),
    readers: 2,
    keepBackups: 10,
    slowFromMs: 100,
    onSlow: slow.note,
  });
  return { link, slow };
}

export type OpenedLink = Awaited<ReturnType<typeof openLink>>;

/** What is done with open files besides running operations on them. */
export function keepFiles(
  { link, slow }: OpenedLink,
  ring: KeyRing,
  { clock, folder, store, report, log, backedUp }: Parts,
): OpenFiles {
  const backups = () => backupsIn(folder);
  const upkeep = openUpkeep({
    ...{ link, clock, after, backups },
    prune: () => void pruneLeftovers(folder),
    backedUp: ({ file }) => backedUp(nameIn(file)),
    failed: (job, error) => log.note('upkeep.failed', { step: job, incident: report({ where: 'upkeep', error }) }),
  });
  const freeBytes = async () => (await store.probe()).freeBytes;
  const health: HealthParts = { folder, link, ring, upkeep, slow, freeBytes };
  return {
    link,
    upkeep,
    files: {
      health: async () => ({ ...(await healthOf(health)), backups: [...backups()] }),
      file: (role) => fileHealthOf(health, role),
      check: async (role) => void (await upkeep.checkNow(role)),
      backups,
      async backup(onStep) {
        const made = await link.backup(onStep);
        return { ...made, file: nameIn(made.file) };
      },
    },
  };
}

/** Calls back later, and keeps no program alive for it. */
export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
}

const nameIn = (path: string) => path.split(/[/\\]/).at(-1) ?? path;

/** An office that can be closed around its files. */
export type ClosableOffice = {
  readonly link: StoreLink<StoreOperations>;
  /** Ends everything but the files. */
  endWork(): Promise<void>;
};

export type Maintain = <T>(work: (office: ClosableOffice) => Promise<T>) => Promise<T>;

/** The acts that close the files: everybody is signed out, and they are opened again. */
export function maintenance(folder: string, maintain: Maintain): Pick<ProfileFiles, 'restore' | 'changeKey'> {
  return {
    restore: (backup) =>
      maintain(async (office) => {
        await office.endWork();
        return (await office.link.restore(backupAt(folder, backup))).epoch;
      }),
    changeKey: () =>
      maintain(async (office) => {
        await office.endWork();
        await office.link.rotateKey();
      }),
  };
}
