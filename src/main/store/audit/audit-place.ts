import { randomUUID } from 'node:crypto';
import type { AuditPlace } from '#domain/audit/record.ts';
import type { ReadDb } from '../database/database.ts';
import { profileMeta } from '../database/profile-meta.ts';

/** Where this running of the program writes its records. */
export function newAuditPlace(where: Omit<AuditPlace, 'run'>): AuditPlace {
  return { ...where, run: randomUUID().slice(0, 8) };
}

/** Where this running of the program writes its records. The file must be claimed by its profile. */
export function auditPlace(db: ReadDb, where: Pick<AuditPlace, 'machine' | 'station'>): AuditPlace {
  const meta = profileMeta(db, 'desk');
  if (meta === null) throw new TypeError('the file is of no profile yet');
  return newAuditPlace({ ...where, profile: meta.profileId, epoch: meta.epoch });
}
