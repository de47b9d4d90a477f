import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closedSync, type SyncState } from '#contract/sync.ts';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { workCalendar } from '#domain/dossier/working-days.ts';
import { type RunningUpstream, startUpstream } from '#fixtures/upstream/start-upstream.ts';
import { openDecisionDesk } from '#services/decision-desk.ts';
import { draftBy, type Happening } from '#services/permit.ts';
import { queueFigures } from '#services/queue-figures.ts';
import {
  changeOf,
  queued,
  sampleDossier,
  sampleId,
  sampleRecord,
  sampleShift,
  sampleSitting,
} from '#store/dossiers/testing/sample-dossiers.ts';
import { createKeyRing } from '#store/keys/key-ring.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { hexDigest, publicKeyOf } from '#sync/key.ts';
import { verifyReceipt } from '#sync/receipt.ts';
import { sealFor } from '#sync/seal-for.ts';
import { openDeskSigner } from '#workers/desk-signer.ts';
import { openStoreLink, type StoreLink } from '#workers/store-link.ts';
import { storedAuditLog, storedAuditPlace } from '#workers/stored-audit-log.ts';
import { storedDossiers, storedOutbox, storedPacketBook } from '#workers/stored-dossiers.ts';
import { storedUpstream } from '#workers/stored-upstream.ts';
import { startThread } from '#workers/thread-port.ts';
import { type OpenedSync, openSync } from './compose-sync.ts';

// Real threads, real files, real TLS: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const call = { signal: new AbortController().signal };
const folder = mkdtempSync(join(tmpdir(), 'truc-ban-sync-'));
const incidents: unknown[] = [];
let upstream: RunningUpstream;
let link: StoreLink<StoreOperations>;
let sync: OpenedSync;
let state: SyncState = closedSync;
let desk: Awaited<ReturnType<typeof openDesk>>;

/** An intake without windows: dossiers are queued as the keeper would. */
async function openDesk() {
  const place = storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU', station: '99999' });
  const log = storedAuditLog(link, place);
  const signer = await openDeskSigner(link);
  const deskId = hexDigest(signer.publicKey);
  const [dossiers, outbox, book] = [
    storedDossiers(link, place),
    storedOutbox(link, place),
    storedPacketBook(link, place),
  ];
  const clock = { now: () => new Date() };
  const rules = { kinds: dossierKinds, calendar: workCalendar(), clock };
  const record = (happening: Happening) => draftBy(null, happening, { wall: Date.now(), monotonic: 1 });
  const decisions = openDecisionDesk({ ...rules, store: dossiers, outbox, record });
  const permit = async () => ({ record, officer: { id: 'QT001' } }) as never;
  const queue = { figures: () => queueFigures({ store: dossiers, outbox }), handlers: {} as never };
  const keeper = { sealWaiting: async () => 0 } as never;
  const intake = { dossiers, outbox, book, decisions, rules, deskId, queue, keeper, refresh: async () => undefined };
  const commune = { name: 'Công an phường Mẫu', commune: '99999' } as never;
  return {
    ...{ intake, signer, log, place, outbox, dossiers, deskId },
    parts: {
      ...{ clock, log, signer, intake, demo: null, profile: 'training' as const, monotonic: () => performance.now() },
      station: { current: () => commune },
      session: { permit } as never,
      people: { applyFeed: async () => ({ added: 0, changed: 0 }) } as never,
      trust: { follow: async () => ({ added: 0, removed: 0 }) } as never,
      change(next: { readonly sync?: SyncState }) {
        state = next.sync ?? state;
      },
      report: (_: string, error: unknown) => String(incidents.push(error)),
    },
  };
}

async function take(n: number): Promise<void> {
  const draft = sampleDossier(n, { kind: { code: 'cardExchange', regime: 'R2026' } });
  const { dossiers, outbox, signer, deskId } = desk;
  await dossiers.save(changeOf([draft], { sittings: [sampleSitting([1])], shifts: [sampleShift()] }));
  const dossier = queued(draft);
  const ids = { dossierId: dossier.id, rev: 1, deskId, ...(await outbox.next(deskId)) };
  const parts = [{ record: 'r1', name: 'portrait', mediaType: 'image/jpeg', bytes: new Uint8Array(20_000).fill(n) }];
  const packet = await sealFor(signer)({ ids, dossier, parts }, (await keys()).sealing);
  await outbox.complete(changeOf([dossier], { records: [sampleRecord('dossier.queued')] }), packet);
  sync.queued();
}

const keys = async () => {
  const { sealing, signing } = upstream.publicKeys;
  const text = ({ kid, key }: typeof sealing) => ({
    kid,
    publicKey: key.export({ format: 'der', type: 'spki' }).toString('base64'),
  });
  return { sealing: text(sealing), signing: text(signing) };
};
const named = () => ({ url: upstream.url, authorityPem: upstream.caPem });
const run = () => sync.handlers['sync.run'](undefined, call);
const stateOf = async (n: number) => (await desk.dossiers.one(sampleId(n))).dossier.state;

beforeAll(async () => {
  const path = keyFilePath(folder);
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path } as const;
  const ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
  link = await openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1000 },
    start: () => startThread('db'),
    onSlow: () => undefined,
  });
  upstream = await startUpstream({
    folder: join(folder, 'upstream'),
    port: 0,
    incident: (error) => void incidents.push(error),
  });
  desk = await openDesk();
  sync = await openSync(link, desk.parts);
  sync.start();
});
afterAll(async () => {
  await sync.close();
  await link.close();
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a desk and its upstream', () => {
  it('looks at it, is bound to it, and waits to be let in', async () => {
    const look = await sync.handlers['upstream.look'](named(), call);
    const { signing, sealing } = await keys();
    expect(look).toMatchObject({ url: upstream.url, kind: 'reference', signing: signing.kid, sealing: sealing.kid });
    const other = { ...named(), signing: 'f'.repeat(64) };
    await expect(sync.handlers['upstream.connect'](other, call)).rejects.toMatchObject({
      failure: { code: 'upstream.keyChanged' },
    });
    expect(sync.sealing()).toBeNull();
    await sync.handlers['upstream.connect']({ ...named(), signing: signing.kid }, call);
    expect(sync.sealing()).toEqual(sealing);
    await vi.waitFor(() => expect(state.line).toMatchObject({ is: 'barred', failure: { code: 'enrolment.pending' } }));
    expect(state.upstream).toMatchObject({ standing: 'requested' });
  });

  it('takes three dossiers before it is, and sends them when it is', async () => {
    for (const n of [1, 2, 3]) await take(n);
    expect(await run()).toMatchObject({ sent: 0, left: 3, stopped: { code: 'enrolment.pending' } });
    await upstream.office.approve(desk.deskId);
    expect(await run()).toMatchObject({ sent: 3, left: 0, stopped: null });
    const items = await desk.outbox.inState({ state: 'acknowledged', after: 0, limit: 9 });
    expect(items).toHaveLength(3);
    for (const { metadata } of items) {
      const received = await upstream.store().received(metadata.dossierId, metadata.rev);
      const signing = publicKeyOf((await keys()).signing.publicKey);
      expect(await verifyReceipt(received?.receipt ?? '', signing, metadata)).toMatchObject({
        sha256: metadata.sha256,
      });
    }
    expect([await stateOf(1), await stateOf(2), await stateOf(3)]).toEqual(['sent', 'sent', 'sent']);
    await vi.waitFor(() => expect(state.line.is).toBe('ready'));
  });

  it('hears what was decided, and agrees with the upstream about all of them', async () => {
    await upstream.office.decide(sampleId(1), 1, { is: 'accepted' });
    await upstream.office.decide(sampleId(2), 1, { is: 'returned', reason: 'ảnh mờ' });
    await run();
    await vi.waitFor(async () => expect([await stateOf(1), await stateOf(2)]).toEqual(['approved', 'returned']));
    const { minute } = await sync.handlers['sync.reconcile'](undefined, call);
    expect(minute).toMatchObject({ agreed: true, percent: '100.00' });
    expect(await sync.handlers['sync.minute'](undefined, call)).toMatchObject({ minute: { at: minute.at } });
    await vi.waitFor(() => expect(state.reconcile).toMatchObject({ agreed: true }));
  });

  it('that is revoked sends nothing and takes dossiers in as ever; forgiven, it sends them', async () => {
    await upstream.office.revoke(desk.deskId);
    await take(4);
    expect(await run()).toMatchObject({ sent: 0, left: 1, stopped: { code: 'enrolment.revoked' } });
    await vi.waitFor(() => expect(state.line).toMatchObject({ is: 'barred', failure: { code: 'enrolment.revoked' } }));
    expect(state.upstream?.standing).toBe('revoked');
    await take(5);
    expect(await stateOf(5)).toBe('queued');
    const [waiting] = await desk.outbox.inState({ state: 'waiting', after: 0, limit: 9 });
    expect(waiting).toMatchObject({ attempts: 0, failure: null });
    await upstream.office.approve(desk.deskId);
    expect(await run()).toMatchObject({ sent: 2, left: 0, stopped: null });
  });

  it('sends by itself what is queued while the line is good', async () => {
    await take(6);
    await vi.waitFor(async () => expect(await stateOf(6)).toBe('sent'), { timeout: 10_000 });
    await vi.waitFor(() => expect(state.figures).toMatchObject({ waiting: 0, acknowledged: 6 }), { timeout: 5_000 });
  });

  it('holds to the limit it was given, and forgets the upstream when it is told to', async () => {
    await sync.handlers['upstream.limit']({ bytesPerSecond: 65_536 }, call);
    expect(await storedUpstream(link, desk.place).bound()).toMatchObject({ limit: 65_536, standing: 'approved' });
    await sync.handlers['upstream.forget'](undefined, call);
    expect(sync.sealing()).toBeNull();
    await vi.waitFor(() => expect(state).toMatchObject({ upstream: null, line: { is: 'unset' } }));
    expect(await run()).toMatchObject({ stopped: { code: 'upstream.unset' } });
    expect(incidents).toEqual([]);
  });
});
