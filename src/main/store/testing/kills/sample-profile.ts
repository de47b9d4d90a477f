import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBackup } from '../../backup.ts';
import type { ReadDb } from '../../database/database.ts';
import { databaseKey } from '../../database/database-key.ts';
import type { DatabaseRole } from '../../database/database-role.ts';
import { createKeyRing, type KeyRing, unlockKeyRing } from '../../keys/key-ring.ts';
import { type Migration, migrationsOf } from '../../migrations/migrations.ts';
import { type OpenedProfile, openProfileDatabase } from '../../open-profile.ts';
import { backupFolder, keyFilePath } from '../../profile-paths.ts';

const profileId = 'kills';

/** Makes the keys of a profile that holds made-up rows only. */
export async function makeKeys(folder: string): Promise<KeyRing> {
  const options = { profile: 'demo', profileId, now: new Date(), path: keyFilePath(folder) } as const;
  return await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
}

export function unlock(folder: string): Promise<KeyRing> {
  return unlockKeyRing({ path: keyFilePath(folder) }, { by: 'nothing' });
}

export type Opening = {
  readonly folder: string;
  readonly ring: KeyRing;
  readonly role?: DatabaseRole;
  readonly migrations?: readonly Migration[];
  readonly beforeMigration?: (db: ReadDb) => void;
};

/** Opens a file of the profile as a desk does. */
export function openSample({ folder, ring, role = 'desk', migrations, beforeMigration }: Opening): OpenedProfile {
  return openProfileDatabase({
    folder,
    profileId,
    key: databaseKey(ring.dataKey(), role),
    appVersion: '0',
    now: new Date(),
    checkUnclean: true,
    migrations: migrations ?? migrationsOf(role),
    ...(beforeMigration ? { beforeMigration } : {}),
  });
}

/** Makes a backup of the desk's file. */
export function backUp(db: ReadDb, { folder, ring }: Pick<Opening, 'folder' | 'ring'>): string {
  const place = { folder: backupFolder(folder), keyFile: keyFilePath(folder), generation: ring.generation() };
  const key = databaseKey(ring.dataKey(), 'desk');
  return makeBackup({ ...place, db, key, keep: 3, now: new Date() }).file;
}

const template = 'template';

/** Keeps the folder as it is, to be put back. The files may be open: their log is copied with them. */
export function keepTemplate(folder: string): void {
  for (const name of readdirSync(folder))
    if (!name.endsWith('-shm')) cpSync(join(folder, name), join(folder, template, name), { recursive: true });
}

/** Puts the folder back as it was kept. */
export function putBack(folder: string): void {
  for (const name of readdirSync(folder)) if (name !== template) rmSync(join(folder, name), { recursive: true });
  if (existsSync(join(folder, template))) cpSync(join(folder, template), folder, { recursive: true });
}

const runsFile = 'runs.txt';

/** Puts the folder back after so many runs in it, each going on where the kill left the one before: or looking at it would take longest. */
export function renew(folder: string, afterRuns: number): void {
  const counter = join(folder, runsFile);
  const runs = existsSync(counter) ? Number(readFileSync(counter, 'utf8')) : 0;
  if (runs >= afterRuns) putBack(folder);
  writeFileSync(counter, String(runs >= afterRuns ? 1 : runs + 1));
}
