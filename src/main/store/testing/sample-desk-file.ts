import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditPlace } from '#domain/audit/record.ts';
import { auditPlace } from '../audit/audit-place.ts';
import { openWriteDb, type WriteDb } from '../database/database.ts';
import { databaseKey } from '../database/database-key.ts';
import { claimProfile } from '../database/profile-meta.ts';
import { migrate } from '../migrations/migrate.ts';
import { migrationsOf } from '../migrations/migrations.ts';

/** A new desk file in a folder of its own: for tests only. */
export type SampleDeskFile = {
  readonly folder: string;
  readonly db: WriteDb;
  readonly place: AuditPlace;
  remove(): void;
};

const newFolder = () => mkdtempSync(join(tmpdir(), 'truc-ban-desk-'));
const open = (folder: string) =>
  openWriteDb({ file: join(folder, 'desk.db'), key: databaseKey(new Uint8Array(32), 'desk') });

/** Every sample begins as a copy of the first. */
let template: Uint8Array | null = null;

/** Makes an up-to-date `desk.db` with a key of nothing. */
export function sampleDeskFile(): SampleDeskFile {
  template ??= makeTemplate();
  const folder = newFolder();
  writeFileSync(join(folder, 'desk.db'), template);
  const db = open(folder);
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

function makeTemplate(): Uint8Array {
  const folder = newFolder();
  const db = open(folder);
  const now = new Date('2026-11-22T00:00:00.000Z');
  migrate(db, migrationsOf('desk'), now);
  claimProfile(db, 'desk', { profileId: 'profile-MAU', appVersion: '0', now });
  db.close();
  const bytes = readFileSync(join(folder, 'desk.db'));
  rmSync(folder, { recursive: true });
  return bytes;
}
