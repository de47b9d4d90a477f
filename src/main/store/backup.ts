import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import { openReadDb, type ReadDb } from './database/database.ts';
import { databaseFailure } from './database/database-failure.ts';
import type { DatabaseKey } from './database/database-key.ts';
import { renameDurably, syncFile } from './database/durable-file.ts';
import { checkFile } from './database/health.ts';
import { type ProfileMeta, profileMeta } from './database/profile-meta.ts';
import { versionOf } from './migrations/migrate.ts';

/** What a backup is doing. While it copies, `file` grows towards `bytes`: whoever shows progress looks at its size. */
export type BackupProgress =
  | { readonly step: 'copying'; readonly file: string; readonly bytes: number }
  | { readonly step: 'checking' | 'keeping' };

/** A backup in the folder of backups. `generation` says which data key opens it. */
export type Backup = {
  readonly file: string;
  readonly madeAt: string;
  readonly generation: number;
  readonly bytes: number;
};

export type BackupOptions = {
  /** A connection of its own: copying blocks it. */
  readonly db: ReadDb;
  readonly key: DatabaseKey;
  readonly generation: number;
  /** The key file, of which a copy goes beside each backup: without it no backup opens. */
  readonly keyFile: string;
  readonly folder: string;
  /** How many backups are kept, this one included. */
  readonly keep: number;
  readonly now: Date;
  readonly onProgress?: (progress: BackupProgress) => void;
};

const backupName = /^desk-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-g(\d+)\.db$/;
const keysOf = (file: string) => file.replace(/\.db$/, '.keys.json');

/**
 * Makes a backup: whole and checked, or none. A stop at any moment leaves at most a file that the next backup removes.
 * @throws FailureError `storage.full`, `storage.denied`, `storage.damaged` (the source or the copy)
 */
export function makeBackup(options: BackupOptions): Backup {
  const { db, key, generation, keyFile, folder, keep, now, onProgress = () => undefined } = options;
  const stamp = now.toISOString().replaceAll(/[-:.]/g, '');
  const file = join(folder, `desk-${stamp}-g${generation}.db`);
  const partial = `${file}.partial`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removePartials(folder);
    const bytes = Number(db.pragma('page_count')) * Number(db.pragma('page_size'));
    onProgress({ step: 'copying', file: partial, bytes });
    db.copyInto(partial);
    syncFile(partial);
    onProgress({ step: 'checking' });
    checkCopy(partial, key, profileMeta(db, 'desk'));
    onProgress({ step: 'keeping' });
    copyFileSync(keyFile, `${partial}.keys`);
    syncFile(`${partial}.keys`);
    renameDurably(`${partial}.keys`, keysOf(file));
    renameDurably(partial, file);
    for (const old of listBackups(folder).slice(Math.max(keep, 1))) removeBackup(old.file);
    return { file, madeAt: now.toISOString(), generation, bytes: statSync(file).size };
  } catch (error) {
    removePartials(folder);
    throw databaseFailure(error, folder);
  }
}

/** The backups in a folder, newest first; none where there is no folder. */
export function listBackups(folder: string): readonly Backup[] {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder).flatMap((name) => {
    const parts = backupName.exec(name);
    if (parts === null) return [];
    const [, year, month, day, hour, minute, second, ms, generation] = parts;
    const madeAt = `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`;
    const file = join(folder, name);
    return [{ file, madeAt, generation: Number(generation), bytes: statSync(file).size }];
  });
  return found.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

/** What a backup says of itself. */
export type BackupContents = ProfileMeta & { readonly version: number };

/**
 * Opens a backup and checks all of it. @throws FailureError `backup.notFound`; `backup.unusable` when it is damaged, of
 * another profile or under another key
 */
export function inspectBackup(file: string, key: DatabaseKey, profileId: string): BackupContents {
  if (!existsSync(file)) throw new FailureError(failure('backup.notFound', { file: basename(file) }));
  const unusable = (cause?: unknown) => new FailureError(failure('backup.unusable', { file: basename(file) }), cause);
  let contents: BackupContents | null;
  try {
    contents = readContents(file, key);
  } catch (cause) {
    throw unusable(cause);
  }
  if (contents?.profileId !== profileId) throw unusable();
  return contents;
}

function readContents(file: string, key: DatabaseKey): BackupContents | null {
  const db = openReadDb({ file, key });
  try {
    checkFile(db);
    const meta = profileMeta(db, 'desk');
    return meta && { ...meta, version: versionOf(db) };
  } finally {
    db.close();
  }
}

function checkCopy(file: string, key: DatabaseKey, source: ProfileMeta | null): void {
  const copied = readContents(file, key);
  if (copied?.profileId !== source?.profileId || copied?.epoch !== source?.epoch)
    throw new FailureError(failure('storage.damaged', { file }));
}

function removeBackup(file: string): void {
  rmSync(file, { force: true });
  rmSync(keysOf(file), { force: true });
}

function removePartials(folder: string): void {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder);
  const whole = new Set(names.filter((name) => backupName.test(name)).map(keysOf));
  const isLeftOver = (name: string) =>
    name.includes('.db.partial') || (name.endsWith('.keys.json') && !whole.has(name));
  for (const name of names.filter(isLeftOver)) rmSync(join(folder, name), { force: true });
}
