import type { DeskApi } from '#contract/api.ts';
import type { ReadingComparison } from '#contract/desk.ts';
import type { qualityApi } from '#contract/quality-board.ts';
import type { RegistryState, registryApi } from '#contract/registry.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { Clock } from '#ports/environment.ts';
import type { ComparedCard, RegistryStore } from '#ports/registry-store.ts';
import { comparisonOf } from './comparison-desk.ts';
import { qualityOf } from './quality-desk.ts';
import { lookUpsOf } from './registry-look-up.ts';
import { dayOf, type RegistryOffice } from './registry-office.ts';
import { keepRegistryState } from './registry-state.ts';
import { type RegistryWork, worksOf } from './registry-work.ts';
import type { SessionDesk } from './session-desk.ts';

/** The card of a finished reading, with its numbers in full. */
export type CardOnDesk = ComparedCard & {
  /** Compares it once more: the record may be another by now. */
  readonly compareAgain: () => void;
};

export type RegistryDeskParts = {
  readonly store: RegistryStore;
  readonly session: SessionDesk;
  readonly log: Pick<AuditLog, 'append' | 'object'>;
  readonly clock: Clock;
  /** Logs a bug and returns its short id. */
  readonly report: (where: string, error: unknown) => string;
  readonly changed: (state: RegistryState) => void;
  /** The host's file picker; null where it has none or nothing was picked. */
  readonly pickFile: () => Promise<string | null>;
  /** The card on the desk once its reading is finished. */
  readonly card: () => CardOnDesk | null;
  /** Where set-aside lines go when nobody names a folder and the import is of an earlier day. */
  readonly exportFolder: string;
  /** Communes the station answers for; null where none is set. */
  readonly areas: () => readonly string[] | null;
};

type Commands = keyof typeof registryApi.commands | keyof typeof qualityApi.commands;

/** The population cache for those who may see it. */
export type RegistryDesk = {
  readonly handlers: Pick<Handlers<DeskApi>, Commands>;
  state(): RegistryState;
  /** Applies changes the upstream sent, by the desk itself (`RegistryWork.applyFeed`). */
  readonly applyFeed: RegistryWork['applyFeed'];
  /** Counts anew what the file has: after something else wrote to it. */
  refresh(): Promise<void>;
  /** A card beside the cache, masked. Who may compare, and that they did, is the caller's to see to. Never throws. */
  compare(card: ComparedCard): Promise<ReadingComparison>;
  /** Calls `hear` once each time an import has ended, or there are people for the first time; gives the way to stop that. */
  onFilled(hear: () => void): () => void;
  /** Stops what is under way and waits for it. */
  close(): Promise<void>;
};

/** Opens the cache of a desk. A damaged file is a state, no failure. @throws FailureError `storage.*` for anything else */
export async function openRegistryDesk(parts: RegistryDeskParts): Promise<RegistryDesk> {
  const keeper = keepRegistryState(parts);
  const office: RegistryOffice = { ...parts, keeper, today: () => dayOf(parts.clock.now()) };
  await keeper.refresh().catch((error) => {
    if (keeper.state().state !== 'damaged') throw error;
  });
  if (keeper.state().state !== 'damaged') void parts.store.warmUp().catch((error) => parts.report('registry', error));
  const comparison = comparisonOf(office);
  const works = worksOf(office);
  return {
    handlers: { ...lookUpsOf(office), ...qualityOf(office), ...comparison.handlers, ...works.handlers },
    state: keeper.state,
    applyFeed: works.applyFeed,
    refresh: keeper.refresh,
    compare: comparison.compare,
    onFilled: keeper.onFilled,
    async close() {
      await works.close();
      keeper.close();
    },
  };
}
