import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import type { OfficerWrite } from '#ports/officer-store.ts';
import { createOfficerStore, readOfficers } from '../officers/officer-store.ts';
import { reads, writes } from './operation.ts';

type OfficerChanges = {
  readonly place: AuditPlace;
  readonly writes: readonly OfficerWrite[];
  readonly records: readonly AuditDraft[];
};

/** The officers of the desk and what they allow each other. */
export const officerOperations = {
  'officers.all': reads('desk', (db, _: undefined) => readOfficers(db).officers()),
  'approvals.one': reads('desk', (db, id: string) => readOfficers(db).approval(id)),
  'approvals.newest': reads('desk', (db, limit: number) => readOfficers(db).approvals(limit)),
  /** Keeps all changes together with their records, or nothing. */
  'officers.write': writes('desk', (db, { place, writes: changes, records }: OfficerChanges) =>
    createOfficerStore(db, place).write(changes, records),
  ),
} as const;
