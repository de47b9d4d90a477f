import type { AuditPlace } from '#domain/audit/record.ts';
import type { UpstreamStore } from '#ports/upstream-store.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import type { StoreLink } from './store-link.ts';

/** What the desk knows of its upstream, through the database threads. */
export function storedUpstream(link: Pick<StoreLink<StoreOperations>, 'run'>, place: AuditPlace): UpstreamStore {
  return {
    bound: () => link.run('upstream.bound', undefined),
    bind: (upstream, records) => link.run('upstream.bind', { upstream, records, place }),
    cursors: () => link.run('downlink.cursors', undefined),
    advance: (to, change) => link.run('downlink.advance', { to, change, place }),
    codeLists: () => link.run('codeLists.kept', undefined),
    keepCodeLists: (lists) => link.run('codeLists.keep', lists),
  };
}
