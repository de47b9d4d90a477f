import { stat } from 'node:fs/promises';
import type { FileHealth, ProfileHealth } from '#contract/profile.ts';
import { listBackups } from '#store/backup.ts';
import type { DatabaseRole } from '#store/database/database-role.ts';
import type { KeyRing } from '#store/keys/key-ring.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import { backupFolder, databaseFile } from '#store/profile-paths.ts';
import type { Upkeep } from './profile-upkeep.ts';
import type { SlowQueries } from './slow-queries.ts';
import type { StoreLink } from './store-link.ts';

export type HealthParts = {
  readonly folder: string;
  readonly link: Pick<StoreLink<StoreOperations>, 'opened'>;
  readonly ring: Pick<KeyRing, 'profileId' | 'generation' | 'holders'>;
  readonly upkeep: Pick<Upkeep, 'checked'>;
  readonly slow: Pick<SlowQueries, 'list'>;
  /** @throws FailureError `storage.*` when the folder cannot be written */
  readonly freeBytes: () => Promise<number>;
};

/** How the open profile is. @throws FailureError of `freeBytes` */
export async function healthOf(parts: HealthParts): Promise<ProfileHealth> {
  const { folder, link, ring, slow } = parts;
  return {
    place: folder,
    profileId: ring.profileId,
    epoch: link.opened.epoch,
    freeBytes: await parts.freeBytes(),
    files: await Promise.all([fileHealthOf(parts, 'desk'), fileHealthOf(parts, 'registry')]),
    backups: [...listBackups(backupFolder(folder))],
    keyHolders: countHolders(ring.holders()),
    keyGeneration: ring.generation(),
    slow: slow.list(),
  };
}

/** How one file of the open profile is: its size is with the part of it that is still in its log. */
export async function fileHealthOf(
  { folder, link, upkeep }: Pick<HealthParts, 'folder' | 'link' | 'upkeep'>,
  role: DatabaseRole,
): Promise<FileHealth> {
  const file = databaseFile(folder, role);
  const sizes = await Promise.all([file, `${file}-wal`].map(sizeOf));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { role, file, bytes, opened: link.opened[role], checked: upkeep.checked(role) };
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

function countHolders(holders: ReturnType<KeyRing['holders']>): ProfileHealth['keyHolders'] {
  const counts = new Map<string, number>();
  for (const { by } of holders) counts.set(by, (counts.get(by) ?? 0) + 1);
  return [...counts].map(([by, count]) => ({ by, count }));
}
