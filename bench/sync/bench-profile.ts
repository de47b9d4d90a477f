import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openWriteDb, type WriteDb } from '#store/database/database.ts';
import { databaseKey } from '#store/database/database-key.ts';
import { changeOf, sampleShift, sampleSitting } from '#store/dossiers/testing/sample-dossiers.ts';
import { createKeyRing, type KeyRing } from '#store/keys/key-ring.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { openStoreLink, type StoreLink } from '#workers/store-link.ts';
import { storedAuditPlace } from '#workers/stored-audit-log.ts';
import { storedDossiers } from '#workers/stored-dossiers.ts';
import { startThread } from '#workers/thread-port.ts';

/** A profile of the bench, with a sitting and a shift that made-up dossiers are of. */
export type BenchProfile = { readonly folder: string; readonly ring: KeyRing };

export const benchPlace = { profile: 'p1', machine: 'MAY-MAU', station: '99999' } as const;

export async function makeProfile(where: string): Promise<BenchProfile> {
  const folder = mkdtempSync(join(where, 'truc-ban-desk-'));
  // However the bench ends.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  const profile = { folder, ring: await createKeyRing({ ...options, holders: [{ by: 'nothing' }] }) };
  const link = await openProfile(profile);
  const dossiers = storedDossiers(link, storedAuditPlace(link, benchPlace));
  await dossiers.save(changeOf([], { sittings: [sampleSitting()], shifts: [sampleShift()], records: [] }));
  await link.close();
  return profile;
}

/** Its files through the database threads, as the product has them. */
export function openProfile({ folder, ring }: BenchProfile): Promise<StoreLink<StoreOperations>> {
  return openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 1, slowFromMs: 60_000 },
    start: () => startThread('db'),
    onSlow: () => undefined,
  });
}

/** Its desk file in this thread, while nobody else has it: to fill it quickly. */
export function openDeskFile({ folder, ring }: BenchProfile): WriteDb {
  return openWriteDb({ file: join(folder, 'desk.db'), key: databaseKey(ring.dataKey(), 'desk') });
}

/** Dossiers of all desks of a bench, each with a number of its own. */
let numbers = 0;
export const nextId = (): string => `019a9e00-0000-7000-9000-${String(++numbers).padStart(12, '0')}`;
/** Of the regime in force; the sample's own is made up. */
export const benchKind = { code: 'cardExchange', regime: 'R2026' } as const;
