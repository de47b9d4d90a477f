import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditPlace } from '#domain/audit/record.ts';
import { openWriteDb, type WriteDb } from '../database/database.ts';
import { databaseKey } from '../database/database-key.ts';
import { claimProfile } from '../database/profile-meta.ts';
import { migrate } from '../migrations/migrate.ts';
import { migrationsOf } from '../migrations/migrations.ts';
import { auditPlace } from './audit-place.ts';

/** A new desk file in a folder of its own: for tests only. */
export type SampleDeskFile = {
  readonly folder: string;
  readonly db: WriteDb;
  readonly place: AuditPlace;
  remove(): void;
};

/** Makes an up-to-date `desk.db` with a key of nothing. */
export function sampleDeskFile(): SampleDeskFile {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-desk-'));
  const db = openWriteDb({ file: join(folder, 'desk.db'), key: databaseKey(new Uint8Array(32), 'desk') });
  const now = new Date('2026-11-22T00:00:00.000Z');
  migrate(db, migrationsOf('desk'), now);
  claimProfile(db, 'desk', { profileId: 'profile-MAU', appVersion: '0', now });
  return {
    folder,
    db,
    place: auditPlace(db, { machine: 'MAY-MAU-01', station: '99999' }),
    remove() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
