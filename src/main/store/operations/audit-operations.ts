import type { AuditLevel, AuditObject, AuditQuery, AuditReport, AuditSeal } from '#contract/audit.ts';
import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import { createAuditLog, readAuditLog } from '../audit/audit-store.ts';
import { deskPublicKey, makeDeskKey, signAsDesk } from '../audit/desk-signer.ts';
import { reads, writes } from './operation.ts';

type ObjectInput = { readonly kind: AuditObject['kind']; readonly number: string };
type Written = { readonly place: AuditPlace; readonly records: readonly AuditDraft[] };
type Sealed = { readonly seal: AuditSeal; readonly publicKey: Uint8Array };

/** How far a verification of the log is, in lines. */
export type AuditProgress = { readonly done: number; readonly total: number };

/** The profile matters to the chains alone; what only asks for lines is given none. */
const anyProfile = '';

/** The log of the desk, and the key it is signed with. */
export const auditOperations = {
  'audit.append': writes('desk', (db, { place, records }: Written) => createAuditLog(db, place).append(records)),
  /** Null while the log has no key for marks yet. */
  'audit.knownObject': reads('desk', (db, { kind, number }: ObjectInput) =>
    readAuditLog(db, anyProfile).knownObject(kind, number),
  ),
  /** Makes the key for marks if there is none. */
  'audit.object': writes('desk', (db, { place, kind, number }: ObjectInput & { readonly place: AuditPlace }) =>
    createAuditLog(db, place).object(kind, number),
  ),
  'audit.page': reads('desk', (db, query: AuditQuery) => readAuditLog(db, anyProfile).page(query)),
  'audit.tail': reads('desk', (db, profile: string) => readAuditLog(db, profile).tail()),
  'audit.seals': reads('desk', (db, _: undefined) => readAuditLog(db, anyProfile).seals()),
  'audit.publicKeys': reads('desk', (db, _: undefined) => readAuditLog(db, anyProfile).publicKeys()),
  'audit.keepSeal': writes('desk', (db, { place, seal, publicKey }: Sealed & { readonly place: AuditPlace }) =>
    createAuditLog(db, place).keepSeal(seal, publicKey),
  ),
  'audit.verify': reads(
    'desk',
    (
      db,
      { profile, keys }: { readonly profile: string; readonly keys: readonly Uint8Array[] },
      { signal, progress, pause },
    ): Promise<AuditReport> => {
      const onProgress = (done: number, total: number) => progress({ done, total } satisfies AuditProgress);
      return readAuditLog(db, profile, pause).verify({ keys, signal, onProgress });
    },
  ),
  'audit.lines': reads('desk', (db, { after, upTo }: { readonly after: number; readonly upTo: number }) =>
    readAuditLog(db, anyProfile).lines(after, upTo),
  ),
  'audit.purgePlan': reads('desk', (db, keptFrom: Readonly<Record<AuditLevel, string>>) =>
    readAuditLog(db, anyProfile).purgePlan(keptFrom),
  ),
  'audit.purge': writes('desk', (db, { place, records, seal, publicKey }: Written & Sealed) =>
    createAuditLog(db, place).purge(seal, publicKey, records),
  ),
  /** Null while the desk has no key yet. */
  'deskKey.read': reads('desk', (db, _: undefined): Uint8Array | null => deskPublicKey(db)),
  'deskKey.make': writes('desk', (db, _: undefined, { now }): Uint8Array => makeDeskKey(db, now())),
  'deskKey.sign': reads('desk', (db, message: Uint8Array): Uint8Array => signAsDesk(db, message)),
} as const;
