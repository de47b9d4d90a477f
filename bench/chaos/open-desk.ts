import { Worker } from 'node:worker_threads';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { workCalendar } from '#domain/dossier/working-days.ts';
import { defaultPlan } from '#domain/shift/plan.ts';
import { openLink } from '#main/compose-files.ts';
import type { Outbox } from '#ports/dossier-store.ts';
import type { Clock } from '#ports/environment.ts';
import type { ConnectUpstream } from '#ports/upstream.ts';
import { openDossierKeeper } from '#services/dossier-keeper.ts';
import { draftBy, type Happening } from '#services/permit.ts';
import { queueFigures } from '#services/queue-figures.ts';
import { openShiftBook } from '#services/shift-book.ts';
import { openSyncDesk, type SyncDesk } from '#services/sync-desk.ts';
import { unlockKeyRing } from '#store/keys/key-ring.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { authorityDigest } from '#sync/authority.ts';
import { hexDigest } from '#sync/key.ts';
import { sealFor } from '#sync/seal-for.ts';
import { connectUpstream } from '#sync/upstream-client.ts';
import { openDeskSigner } from '#workers/desk-signer.ts';
import { storedAuditLog, storedAuditPlace } from '#workers/stored-audit-log.ts';
import { storedCaptures } from '#workers/stored-captures.ts';
import { storedDossiers, storedOutbox } from '#workers/stored-dossiers.ts';
import { storedUpstream } from '#workers/stored-upstream.ts';
import { type StartThread, startThread, threadHandle } from '#workers/thread-port.ts';
import { chaosStation, type DeskOrders } from './desk-orders.ts';
import { say } from './words.ts';

export type DeskHooks = {
  /** Stands between the engine and its outbox: says what was kept. */
  readonly outbox: (outbox: Outbox) => Outbox;
  /** Stands between the engine and the upstream: does again what was done. */
  readonly connect: (connect: ConnectUpstream) => ConnectUpstream;
};

const splitThread: StartThread = () =>
  threadHandle(new Worker(new URL('./split-db.worker.ts', import.meta.url), { execArgv: [] }));

/** Half a day on: what was put off until later is due. */
const later = 12 * 3_600_000;

/** The desk as it is composed, with the store's threads, the keeper of dossiers and the way upstream; without window and officers. */
export async function openChaosDesk(orders: DeskOrders, hooks: DeskHooks) {
  const base = await openBase(orders, hooks);
  const { link, dossiers, captures, outbox, record } = base;
  const sync = await openWay(base, hooks);
  const keeper = await openKeeper(base, sync);
  await bind(sync, orders.upstream);
  return { link, dossiers, captures, outbox, keeper, sync, record };
}

type Base = Awaited<ReturnType<typeof openBase>>;

async function openBase({ folder, control, drains }: DeskOrders, hooks: DeskHooks) {
  const ring = await unlockKeyRing({ path: keyFilePath(folder) }, { by: 'nothing' });
  const { link } = await openLink({ folder, thread: control === 'split' ? splitThread : startThread }, ring);
  const place = storedAuditPlace(link, { profile: ring.profileId, machine: 'MAY-MAU-01', station: chaosStation });
  const clock: Clock = { now: () => new Date(Date.now() + (drains ? later : 0)) };
  const monotonic = () => performance.now();
  const record = (happening: Happening) =>
    draftBy(null, happening, { wall: clock.now().getTime(), monotonic: monotonic() });
  const signer = await openDeskSigner(link);
  return {
    ...{ link, clock, monotonic, record, report, signer, deskId: hexDigest(signer.publicKey) },
    rules: { kinds: dossierKinds, calendar: workCalendar(), clock },
    log: storedAuditLog(link, place),
    dossiers: storedDossiers(link, place),
    captures: storedCaptures(link, place),
    outbox: hooks.outbox(storedOutbox(link, place)),
    store: storedUpstream(link, place),
  };
}

function report(where: string, error: unknown): string {
  say({ is: 'failed', what: `${where}: ${error instanceof Error ? error.stack : String(error)}` });
  return 'chaos';
}

/** Nobody waits half a minute for an answer here. */
const patience = { connect: 2_000, answer: 3_000, whole: 20_000, stall: 3_000 };

function openWay(base: Base, hooks: DeskHooks): Promise<SyncDesk> {
  const { signer, record, dossiers, outbox } = base;
  return openSyncDesk({
    ...{ ...base, authorityDigest, connect: hooks.connect(connectUpstream({ signer, patience })) },
    chance: Math.random,
    after: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    desk: () => ({ station: chaosStation, name: 'Bàn MẪU' }),
    session: { permit: async () => ({ record }) as never },
    figures: () => queueFigures({ store: dossiers, outbox }),
    takesReference: true,
    reconcile: async () => undefined,
    reconciled: () => null,
    pull: async () => ({}),
    sealingChanged: () => undefined,
    changed: () => undefined,
  });
}

async function openKeeper(base: Base, sync: SyncDesk) {
  const { rules, signer, dossiers, captures } = base;
  return openDossierKeeper({
    ...{ ...base, ...rules, store: dossiers, seal: sealFor(signer) },
    captures: { part: async (id, name) => (name.startsWith('signature.') ? ink() : captures.part(id, name)) },
    sealing: () => sync.sealing(),
    book: await openShiftBook(dossiers, chaosStation),
    plan: () => defaultPlan,
    queueChanged: () => sync.touch(),
    queued: () => sync.wake(),
  });
}

/** A signature's bytes stand for one: what is proved here is the way, not the drawing. */
const ink = () => new TextEncoder().encode('MẪU'.repeat(200));

async function bind(sync: SyncDesk, upstream: DeskOrders['upstream']): Promise<void> {
  if (sync.state().upstream?.url === upstream.url) return;
  await sync.bindTo({ ...upstream, name: 'MẪU', kind: 'reference', standing: 'unknown', since: null, limit: null });
}
