import { homedir } from 'node:os';
import { FailureError } from '#contract/failures.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import { openRegistryDesk, type RegistryDesk } from '#services/registry-desk.ts';
import type { SessionDesk } from '#services/session-desk.ts';
import type { StationDesk } from '#services/station-desk.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import type { Upkeep } from '#workers/profile-upkeep.ts';
import type { StoreLink } from '#workers/store-link.ts';
import { storedRegistry } from '#workers/stored-registry.ts';
import type { OfficeParts } from './compose-office.ts';

type Parts = Pick<
  OfficeParts,
  'clock' | 'folder' | 'report' | 'change' | 'card' | 'pickFile' | 'demo' | 'demoPeople'
> & {
  readonly session: SessionDesk;
  readonly log: AuditLog;
  readonly upkeep: Upkeep;
  readonly station: StationDesk;
};

/** The population cache, and what the demo fills it with. */
export type People = RegistryDesk & { seed(): Promise<void> };

/** Opens the population cache. While one imports into it, nothing else goes on beside the work. */
export async function openPeople(link: StoreLink<StoreOperations>, parts: Parts): Promise<People> {
  const { session, log, clock, report, change, card, upkeep, station } = parts;
  let release: (() => void) | null = null;
  let closing = false;
  const hold = (isBusy: boolean) => {
    if (isBusy) release ??= upkeep.hold();
    else {
      release?.();
      release = null;
    }
  };
  const registry = await openRegistryDesk({
    store: storedRegistry(link),
    ...{ session, log, clock, card },
    // What is still under way when the desk closes is told that its files are gone: nobody's bug.
    report: (where, error) => (closing && error instanceof FailureError ? 'closed' : report({ where, error })),
    changed: (state) => {
      hold(state.importing !== null);
      change({ registry: state });
    },
    pickFile: parts.pickFile ?? (async () => null),
    // Lines that were set aside can be read by anybody: never into the profile's folder.
    exportFolder: homedir(),
    areas: () => {
      const { commune } = station.current();
      return commune === null ? null : [commune];
    },
  });
  return {
    ...registry,
    seed: () => seed(registry, parts),
    close: () => {
      closing = true;
      return registry.close();
    },
  };
}

/** Imports the made-up ward through the desk's own import, and checks it: only into an empty cache, or going on with itself. */
async function seed(registry: RegistryDesk, { demo, demoPeople = true, folder }: Parts): Promise<void> {
  if (demo === null || !demoPeople || registry.state().state === 'damaged') return;
  const context = { signal: new AbortController().signal };
  try {
    const path = await demo.writePeople(folder);
    const imports = await registry.handlers['registry.imports'](undefined, context);
    const newest = imports.at(0);
    const isUnfinished = newest !== undefined && newest.endedAt === null && path.endsWith(newest.file);
    if (registry.state().people > 0 && !isUnfinished) return;
    await registry.handlers['registry.import']({ path, format: 'ndjson' }, context);
    await registry.handlers['quality.check'](undefined, context);
  } catch (error) {
    // Somebody else has taken the place, or is importing already: then they fill it.
    if (!(error instanceof FailureError)) throw error;
  }
}
