import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import type { StoredBackup } from '#contract/store.ts';
import { listBackups } from './backup.ts';
import { backupFolder, databaseFile } from './profile-paths.ts';
import { isRestoreReady } from './restore.ts';

/** Whether anything was ever kept in a profile's folder: either encrypted file, or a backup. */
export function hasProfileData(folder: string): boolean {
  return hasDeskFile(folder) || existsSync(databaseFile(folder, 'registry')) || backupsIn(folder).length > 0;
}

/**
 * Refuses to begin an empty desk where there was one: `desk.db` is gone, and its backups or the population cache are there.
 * @throws FailureError `storage.damaged`
 */
export function refuseLostDesk(folder: string): void {
  if (hasDeskFile(folder) || !hasProfileData(folder)) return;
  throw new FailureError(failure('storage.damaged', { file: databaseFile(folder, 'desk') }));
}

/** The backups of a profile by their names, newest first. */
export function backupsIn(folder: string): readonly StoredBackup[] {
  const place = backupFolder(folder);
  return listBackups(place).map((backup) => ({ ...backup, file: backup.file.slice(place.length + 1) }));
}

/** A backup with its whole path again. */
export function backupAt(folder: string, backup: StoredBackup): StoredBackup {
  return { ...backup, file: join(backupFolder(folder), backup.file) };
}

function hasDeskFile(folder: string): boolean {
  if (existsSync(databaseFile(folder, 'desk'))) return true;
  // Stopped between taking the old file away and putting the restored one in its place.
  return existsSync(folder) && readdirSync(folder).some(isRestoreReady);
}
