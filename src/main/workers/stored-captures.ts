import type { AuditPlace } from '#domain/audit/record.ts';
import type { CaptureStore } from '#ports/capture-store.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import type { StoreLink } from './store-link.ts';

/** Captures through the database threads. */
export function storedCaptures(link: Pick<StoreLink<StoreOperations>, 'run'>, place: AuditPlace): CaptureStore {
  return {
    of: (mark) => link.run('captures.of', mark),
    part: (id, name) => link.run('captures.part', { id, name }),
    save: (captures, records) => link.run('captures.save', { captures, place, records }),
    remove: (id, records) => link.run('captures.remove', { id, place, records }),
  };
}
