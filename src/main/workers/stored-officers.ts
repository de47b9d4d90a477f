import type { AuditPlace } from '#domain/audit/record.ts';
import type { OfficerStore } from '#ports/officer-store.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import type { StoreLink } from './store-link.ts';

/** The officers of the desk through the database threads. */
export function storedOfficers(link: Pick<StoreLink<StoreOperations>, 'run'>, place: AuditPlace): OfficerStore {
  return {
    officers: () => link.run('officers.all', undefined),
    approval: (id) => link.run('approvals.one', id),
    approvals: (limit) => link.run('approvals.newest', limit),
    write: (writes, records) => link.run('officers.write', { place, writes, records }),
  };
}
