import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BackupContents, inspectBackup } from './backup.ts';
import { openReadDb, openWriteDb, rekeyCopy } from './database/database.ts';
import { databaseFailure } from './database/database-failure.ts';
import type { DatabaseKey } from './database/database-key.ts';
import { renameDurably, syncFile } from './database/durable-file.ts';
import { beginEpoch, profileMeta } from './database/profile-meta.ts';
import { databaseFile, epochFile } from './profile-paths.ts';

export type RestoreOptions = {
  readonly backup: string;
  /** The key the backup is under, which may be of an earlier generation. */
  readonly backupKey: DatabaseKey;
  /** The key of `desk.db` now. */
  readonly key: DatabaseKey;
  readonly folder: string;
  readonly profileId: string;
  readonly now: Date;
};

/** What a restore did. The file that was in use is kept under `aside`, or there was none. */
export type Restored = { readonly contents: BackupContents; readonly epoch: number; readonly aside: string | null };

const preparing = 'desk.db.preparing';
const ready = 'desk.db.ready-';

/** Whether a file of this name is a restored desk that only has to be given its own name (`finishRestore`). */
export const isRestoreReady = (name: string) => name.startsWith(ready);

/**
 * Puts a backup in the place of `desk.db`, which nothing may have open, and begins a new epoch. The backup is checked before
 * anything is touched. After a stop at any moment the desk opens with the old file or the restored one (`finishRestore`).
 * @throws FailureError `backup.*`, `storage.*`
 */
export function restoreDesk(options: RestoreOptions): Restored {
  const { backup, backupKey, key, folder, profileId, now } = options;
  finishRestore(folder);
  const contents = inspectBackup(backup, backupKey, profileId);
  const copy = join(folder, preparing);
  try {
    removePrepared(folder);
    copyFileSync(backup, copy);
    if (!sameBytes(backupKey.material, key.material)) rekeyCopy(copy, backupKey, key);
    const epoch = nextEpoch(options, contents.epoch);
    const db = openWriteDb({ file: copy, key });
    try {
      beginEpoch(db, epoch);
    } finally {
      db.close();
    }
    syncFile(copy);
    keepEpoch(folder, epoch);
    renameDurably(copy, join(folder, `${ready}${now.toISOString().replaceAll(/[-:.]/g, '')}`));
    return { contents, epoch, aside: finishRestore(folder) };
  } catch (error) {
    throw databaseFailure(error, copy);
  }
}

/** Ends a restore that was stopped after its point of no return; called before `desk.db` is opened. Returns the name the old file got. */
export function finishRestore(folder: string): string | null {
  const prepared = existsSync(folder) ? readdirSync(folder).filter(isRestoreReady) : [];
  const [name] = prepared.sort().reverse();
  if (name === undefined) return null;
  const file = databaseFile(folder, 'desk');
  const aside = `${file}.before-${name.slice(ready.length)}`;
  // The log goes with its file: left behind, SQLite would play it into the restored one.
  if (existsSync(file)) renameDurably(file, aside);
  if (existsSync(`${file}-wal`)) renameDurably(`${file}-wal`, `${aside}-wal`);
  rmSync(`${file}-shm`, { force: true });
  renameDurably(join(folder, name), file);
  return existsSync(aside) ? basename(aside) : null;
}

/** One more than any epoch this desk is known to have had: a backup restored twice must not number twice. */
function nextEpoch({ folder, key }: RestoreOptions, ofBackup: number): number {
  return Math.max(ofBackup, keptEpoch(folder), presentEpoch(databaseFile(folder, 'desk'), key)) + 1;
}

function presentEpoch(file: string, key: DatabaseKey): number {
  try {
    const db = openReadDb({ file, key });
    try {
      return profileMeta(db, 'desk')?.epoch ?? 0;
    } finally {
      db.close();
    }
  } catch {
    // A file too damaged to say is why one restores.
    return 0;
  }
}

function keptEpoch(folder: string): number {
  try {
    return Number.parseInt(readFileSync(epochFile(folder), 'utf8'), 10) || 0;
  } catch {
    return 0;
  }
}

function keepEpoch(folder: string, epoch: number): void {
  const path = epochFile(folder);
  writeFileSync(`${path}.new`, `${epoch}\n`, { mode: 0o600 });
  syncFile(`${path}.new`);
  renameDurably(`${path}.new`, path);
}

function removePrepared(folder: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(join(folder, `${preparing}${end}`), { force: true });
}

const sameBytes = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
