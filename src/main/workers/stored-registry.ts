import type { ImportRun } from '#contract/registry.ts';
import type { RegistryStore } from '#ports/registry-store.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import type { StoreLink } from './store-link.ts';

type Link = Pick<StoreLink<StoreOperations>, 'run' | 'opened' | 'rebuildRegistry'>;

/** The population cache through the database threads: look-ups go to a reader and wait for no import. */
export function storedRegistry(link: Link): RegistryStore {
  const found = link.opened.registry;
  let damage = 'migratedTo' in found ? null : found;
  return {
    damage: () => damage,
    summary: () => link.run('registry.summary', undefined),
    search: (asked) => link.run('registry.search', asked),
    person: (id, on) => link.run('registry.person', { id, on }),
    areas: () => link.run('registry.areas', undefined),
    roll: (asked) => link.run('registry.roll', asked),
    compare: (card, on) => link.run('registry.compare', { card, on }),
    async warmUp() {
      // Calls at the same time are spread over the readers.
      await Promise.all(Array.from({ length: 4 }, () => link.run('registry.warmUp', undefined)));
    },
    take: (taking) => link.run('registry.take', taking),
    confirm: (confirming) => link.run('registry.confirm', confirming),
    import: (file, { signal, onProgress }) =>
      link.run('registry.import', file, { signal, onProgress: (run) => onProgress(run as ImportRun) }),
    applyDelta: (file, { signal, onProgress }) =>
      link.run('registry.applyDelta', file, { signal, onProgress: (run) => onProgress(run as ImportRun) }),
    applyLines: (lines, { signal, onProgress }) =>
      link.run('registry.applyLines', { lines }, { signal, onProgress: (run) => onProgress(run as ImportRun) }),
    imports: () => link.run('registry.imports', undefined),
    exportSetAside: (asked, { signal }) => link.run('registry.exportSetAside', asked, { signal }),
    stats: () => link.run('registry.stats', undefined),
    board: () => link.run('quality.board', undefined),
    findings: (asked) => link.run('quality.findings', asked),
    check: (asked, { signal, onProgress }) =>
      link.run('quality.check', asked, {
        signal,
        onProgress: (progress) => onProgress(progress as { readonly done: number; readonly of: number }),
      }),
    async rebuild() {
      await link.rebuildRegistry();
      damage = null;
    },
  };
}
