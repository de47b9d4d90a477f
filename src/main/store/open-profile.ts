import { openWriteDb, type SlowQuery, type SqlFunction, type WriteDb } from './database/database.ts';
import type { DatabaseKey } from './database/database-key.ts';
import { checkFile, wasLeftOpen } from './database/health.ts';
import { claimProfile, type ProfileMeta } from './database/profile-meta.ts';
import { type Migrated, migrate, versionOf } from './migrations/migrate.ts';
import type { Migration } from './migrations/migrations.ts';
import { databaseFile } from './profile-paths.ts';
import { finishRestore } from './restore.ts';

export type OpenProfileOptions = {
  readonly folder: string;
  readonly key: DatabaseKey;
  readonly profileId: string;
  readonly appVersion: string;
  readonly now: Date;
  readonly migrations: readonly Migration[];
  readonly functions?: Readonly<Record<string, SqlFunction>>;
  readonly slow?: { readonly fromMs: number; readonly note: (slow: SlowQuery) => void };
  /** Whether a file that was left open is checked as a whole before it is used. */
  readonly checkUnclean: boolean;
  /** Called with the file as it was before migrations change it; makes a backup. Not called for a new file. */
  readonly beforeMigration?: (db: WriteDb) => void;
};

/** A file of a profile, opened, checked if need be, up to date and of this profile. */
export type OpenedProfile = {
  readonly db: WriteDb;
  readonly meta: ProfileMeta;
  readonly migrated: Migrated;
  /** The last use ended without a proper close. */
  readonly wasUnclean: boolean;
};

/** Opens a file of a profile to work with. @throws FailureError `storage.*` by name; nothing stays open then */
export function openProfileDatabase(options: OpenProfileOptions): OpenedProfile {
  const { folder, key, migrations, now } = options;
  if (key.role === 'desk') finishRestore(folder);
  const file = databaseFile(folder, key.role);
  const wasUnclean = wasLeftOpen(file);
  const { functions = {}, slow } = options;
  const db = openWriteDb({ file, key, functions, ...(slow ? { slow } : {}) });
  try {
    if (wasUnclean && options.checkUnclean) checkFile(db);
    const version = versionOf(db);
    if (version > 0 && version < migrations.length) options.beforeMigration?.(db);
    const migrated = migrate(db, migrations, now);
    const meta = claimProfile(db, key.role, options);
    return { db, meta, migrated, wasUnclean };
  } catch (error) {
    db.close();
    throw error;
  }
}
