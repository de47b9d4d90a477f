import { randomInt } from 'node:crypto';
import { hostname } from 'node:os';
import { FailureError } from '#contract/failures.ts';
import { closedSync } from '#contract/sync.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { Signer } from '#ports/signer.ts';
import type { ConnectUpstream } from '#ports/upstream.ts';
import { type DownlinkDesk, openDownlinkDesk } from '#services/downlink-desk.ts';
import { draftBy, type Happening } from '#services/permit.ts';
import { usualRetention } from '#services/purge-run.ts';
import { openReconcileDesk, type ReconcileDesk } from '#services/reconcile-desk.ts';
import type { RegistryDesk } from '#services/registry-desk.ts';
import type { SessionDesk } from '#services/session-desk.ts';
import type { StationDesk } from '#services/station-desk.ts';
import { openSyncDesk, type SyncDesk, type SyncDeskParts } from '#services/sync-desk.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import { authorityDigest } from '#sync/authority.ts';
import { readPublicKey } from '#sync/key.ts';
import { signMinute, verifyMinute } from '#sync/minute.ts';
import { connectUpstream } from '#sync/upstream-client.ts';
import type { StoreLink } from '#workers/store-link.ts';
import { storedUpstream } from '#workers/stored-upstream.ts';
import { after } from './compose-files.ts';
import type { OpenedIntake, WayUpstream } from './compose-intake.ts';
import type { OfficeParts } from './compose-office.ts';

type Parts = Pick<OfficeParts, 'clock' | 'monotonic' | 'change' | 'trust' | 'demo' | 'profile'> & {
  readonly report: (where: string, error: unknown) => string;
  readonly session: SessionDesk;
  readonly log: AuditLog;
  readonly signer: Signer;
  readonly station: Pick<StationDesk, 'current'>;
  readonly people: Pick<RegistryDesk, 'applyFeed'>;
  readonly intake: Pick<
    OpenedIntake,
    'dossiers' | 'outbox' | 'book' | 'keeper' | 'queue' | 'decisions' | 'rules' | 'deskId' | 'refresh'
  >;
};

/** The way upstream: sending, both books, what comes down. */
export type OpenedSync = WayUpstream & {
  readonly handlers: SyncDesk['handlers'] & ReconcileDesk['handlers'];
  /** Begins; nothing is waited for. */
  start(): void;
  close(): Promise<void>;
};

/** What intake asks of the way upstream before there is one: it is there when anything can be queued. */
export function wayUpstream(): WayUpstream & { lead(to: WayUpstream): void } {
  let way: WayUpstream | null = null;
  return {
    lead: (to) => {
      way = to;
    },
    sealing: () => way?.sealing() ?? null,
    queued: () => way?.queued(),
    queueChanged: () => way?.queueChanged(),
    shiftClosed: (officer) => way?.shiftClosed(officer),
  };
}

/** Opens the way upstream; nothing is asked before it begins. @throws FailureError `storage.*` */
export async function openSync(link: StoreLink<StoreOperations>, given: Parts): Promise<OpenedSync> {
  let isClosing = false;
  const parts = {
    ...given,
    // What is under way when the desk closes is told that its files are gone: nobody's bug.
    isOpen: () => !isClosing,
    report: (where: string, error: unknown) =>
      isClosing && error instanceof FailureError ? 'closed' : given.report(where, error),
  };
  const store = storedUpstream(link, parts.log.place);
  const connect = connectUpstream({ signer: parts.signer });
  const books = await openBooks(parts, { store, sync: () => sync });
  const sync: SyncDesk = await openSyncDesk(syncParts(parts, { store, connect, books }));
  return {
    handlers: { ...sync.handlers, ...books.reconcile.handlers },
    sealing: sync.sealing,
    queued: sync.wake,
    queueChanged: sync.touch,
    shiftClosed: (officer) => void sync.shiftClosed(officer),
    start() {
      sync.start();
      void bindDemo(parts, { sync, connect }).catch((error) => parts.report('demo upstream', error));
    },
    async close() {
      isClosing = true;
      await Promise.all([sync.stop(), books.reconcile.close(), books.downlink.close()]);
      parts.change({ sync: closedSync });
    },
  };
}

type Store = ReturnType<typeof storedUpstream>;
type Books = { readonly reconcile: ReconcileDesk; readonly downlink: DownlinkDesk };

/** Comparing both books, and what comes down; both speak over the one line. */
async function openBooks(
  parts: Parts,
  { store, sync }: { readonly store: Store; readonly sync: () => SyncDesk },
): Promise<Books> {
  const { clock, monotonic, session, log, signer, station, intake, people, trust, report } = parts;
  const line = { upstream: () => sync().upstream(), upstreamNamed: () => sync().bound() };
  const own = readPublicKey(signer.publicKey);
  const { outbox, book, deskId, queue } = intake;
  const reconcile = await openReconcileDesk({
    ...{ ...line, clock, monotonic, session, log, outbox, book, deskId, report, figures: queue.figures },
    station: () => station.current().name,
    signMinute: signMinute(signer),
    readMinute: (jws) => verifyMinute(jws, own),
    keptDays: () => usualRetention,
    // What the upstream had lost waits again.
    changed: () => sync().wake(),
  });
  const downlink = openDownlinkDesk({
    ...{ ...line, clock, monotonic, report, store, trust, registry: people },
    decisions: intake.decisions,
    changed() {
      sync().touch();
      void intake.refresh();
    },
  });
  return { reconcile, downlink };
}

type Way = { readonly store: Store; readonly connect: ConnectUpstream; readonly books: Books };

function syncParts(parts: Parts & { readonly isOpen: () => boolean }, { store, connect, books }: Way): SyncDeskParts {
  const { clock, monotonic, session, station, intake, report, change, isOpen } = parts;
  const { outbox, dossiers, rules, deskId, queue, keeper } = intake;
  return {
    ...{ clock, monotonic, after, session, store, connect, outbox, dossiers, rules, deskId, report, authorityDigest },
    chance: () => randomInt(2 ** 32) / 2 ** 32,
    desk: () => deskName(station.current()),
    record: (happening: Happening) => draftBy(null, happening, { wall: clock.now().getTime(), monotonic: monotonic() }),
    takesReference: parts.profile !== 'production',
    figures: queue.figures,
    reconcile: (officer) => books.reconcile.reconcile(officer),
    reconciled: books.reconcile.summary,
    pull: books.downlink.pull,
    sealingChanged: () => void keeper.sealWaiting().catch((error) => report('sync.seal', error)),
    changed: (sync) => {
      if (isOpen()) change({ sync });
    },
  };
}

/** Who this desk says it is: the ward's number where it is known, and the machine people find it by. */
function deskName({ name, commune }: ReturnType<StationDesk['current']>) {
  const station = (commune ?? name).trim().slice(0, 40);
  return { station: station === '' ? '–' : station, name: hostname().slice(0, 100) || 'desk' };
}

type Binding = { readonly sync: SyncDesk; readonly connect: ConnectUpstream };

/** The demo's desk knows the demo's upstream without anybody comparing keys, and is let in; one that somebody bound elsewhere stays there. */
async function bindDemo({ demo, intake }: Parts, { sync, connect }: Binding): Promise<void> {
  const theirs = demo?.upstream ?? null;
  if (theirs === null) return;
  const { url, authorityPem, signing } = await theirs.address();
  const before = sync.state().upstream;
  if (before !== null && new URL(before.url).hostname !== new URL(url).hostname) return;
  if (before?.url === url && before.signing === signing && before.standing === 'approved') return;
  const upstream = connect({ url, authorityPem, signing: null });
  const { name, kind, keys } = await upstream.info(AbortSignal.timeout(30_000)).finally(() => upstream.close());
  await sync.bindTo({ url, authorityPem, name, kind, ...keys, standing: 'unknown', since: null, limit: null });
  await sync.ask();
  // Whoever revoked it on the upstream's page meant it.
  if (sync.state().upstream?.standing !== 'requested') return;
  await theirs.approve(intake.deskId);
  await sync.ask();
}
