import type { AuditPlace } from '#domain/audit/record.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import { newAuditPlace } from '#store/audit/audit-place.ts';
import type { AuditProgress } from '#store/operations/audit-operations.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import type { StoreLink } from './store-link.ts';

/** The place of every record of this running of the program, in the file that `link` has open. */
export function storedAuditPlace(
  link: Pick<StoreLink<StoreOperations>, 'opened'>,
  where: Pick<AuditPlace, 'profile' | 'machine' | 'station'>,
): AuditPlace {
  return newAuditPlace({ ...where, epoch: link.opened.epoch });
}

/** The log of the desk through the database threads: what is asked goes to a reader, what is written to the writer. */
export function storedAuditLog(link: Pick<StoreLink<StoreOperations>, 'run'>, place: AuditPlace): AuditLog {
  const { profile } = place;
  return {
    place,
    append: (records) => link.run('audit.append', { place, records }),
    object: async (kind, number) =>
      // Only the first one of a desk waits for the writer.
      (await link.run('audit.knownObject', { kind, number })) ?? link.run('audit.object', { place, kind, number }),
    page: (query) => link.run('audit.page', query),
    tail: () => link.run('audit.tail', profile),
    seals: () => link.run('audit.seals', undefined),
    publicKeys: () => link.run('audit.publicKeys', undefined),
    keepSeal: (seal, publicKey) => link.run('audit.keepSeal', { place, seal, publicKey }),
    verify: ({ keys, signal, onProgress }) => {
      const told = (progress: unknown) => {
        const { done, total } = progress as AuditProgress;
        onProgress(done, total);
      };
      return link.run('audit.verify', { profile, keys }, { signal, onProgress: told });
    },
    lines: (after, upTo) => link.run('audit.lines', { after, upTo }),
    purgePlan: (keptFrom) => link.run('audit.purgePlan', keptFrom),
    purge: (seal, publicKey, records) => link.run('audit.purge', { place, seal, publicKey, records }),
  };
}
