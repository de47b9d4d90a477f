import { FailureError, failure } from '#contract/failures.ts';
import type { ReadDb, WriteDb } from './database.ts';
import type { DatabaseRole } from './database-role.ts';
import { query } from './query.ts';

/** What a file of a profile says of itself. `epoch` is of `desk.db` only; the registry has epoch 0. */
export type ProfileMeta = {
  readonly profileId: string;
  readonly createdAt: string;
  readonly appVersion: string;
  readonly epoch: number;
};

type MetaRow = { readonly profile_id: string; readonly created_at: string; readonly app_version: string };

const readMeta = {
  desk: query<Record<never, never>, MetaRow & { epoch: number }>('meta.read', 'SELECT * FROM meta'),
  registry: query<Record<never, never>, MetaRow & { epoch: number }>('meta.read', 'SELECT *, 0 AS epoch FROM meta'),
} as const;
const writeMeta = query<{ profileId: string; createdAt: string; appVersion: string }>(
  'meta.write',
  'INSERT INTO meta (only, profile_id, created_at, app_version) VALUES (1, :profileId, :createdAt, :appVersion)',
);
const writeEpoch = query<{ epoch: number }>('meta.epoch', 'UPDATE meta SET epoch = :epoch');

/** What the file says of itself, or null when it is new. */
export function profileMeta(db: ReadDb, role: DatabaseRole): ProfileMeta | null {
  const row = db.get(readMeta[role]);
  if (row === null) return null;
  return { profileId: row.profile_id, createdAt: row.created_at, appVersion: row.app_version, epoch: row.epoch };
}

type Identity = { readonly profileId: string; readonly appVersion: string; readonly now: Date };

/** Marks a new file as this profile's, or sees that it is. @throws FailureError `storage.foreign` when it is of another profile */
export function claimProfile(db: WriteDb, role: DatabaseRole, { profileId, appVersion, now }: Identity): ProfileMeta {
  return db.transaction(() => {
    const found = profileMeta(db, role);
    if (found === null) {
      db.run(writeMeta, { profileId, appVersion, createdAt: now.toISOString() });
    } else if (found.profileId !== profileId) {
      throw new FailureError(failure('storage.foreign', { file: db.file }));
    }
    return found ?? { profileId, appVersion, createdAt: now.toISOString(), epoch: role === 'desk' ? 1 : 0 };
  });
}

/** Begins another life of the desk: what was numbered in the one before is never numbered again. */
export function beginEpoch(db: WriteDb, epoch: number): void {
  db.run(writeEpoch, { epoch });
}
