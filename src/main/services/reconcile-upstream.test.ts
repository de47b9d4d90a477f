import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closedSync } from '#contract/sync.ts';
import type { PublicKeyText } from '#contract/upstream.ts';
import { openSqlite } from '#fixtures/upstream/store/sqlite.ts';
import type { TestDesk } from '#fixtures/upstream/testing/test-desk.ts';
import { TrialUpstream } from '#fixtures/upstream/testing/trial-upstream.ts';
import type { DossierStore, Outbox, OutboxItem, PacketBook } from '#ports/dossier-store.ts';
import type { Upstream } from '#ports/upstream.ts';
import {
  changeOf,
  moved,
  queued,
  sampleDossier,
  sampleRecord,
  sampleShift,
  sampleSitting,
} from '#store/dossiers/testing/sample-dossiers.ts';
import { createKeyRing } from '#store/keys/key-ring.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { type NamedKey, readPublicKey } from '#sync/key.ts';
import { signMinute, verifyMinute } from '#sync/minute.ts';
import { sealPacket } from '#sync/seal-packet.ts';
import { connectUpstream } from '#sync/upstream-client.ts';
import { openStoreLink, type StoreLink } from '#workers/store-link.ts';
import { storedAuditLog, storedAuditPlace } from '#workers/stored-audit-log.ts';
import { storedDossiers, storedOutbox, storedPacketBook } from '#workers/stored-dossiers.ts';
import { startThread } from '#workers/thread-port.ts';
import { openReconcileDesk, type ReconcileDesk } from './reconcile-desk.ts';
import { createTestOffice } from './testing/test-office.ts';

const trial = new TrialUpstream();
beforeAll(() => trial.start());
afterAll(async () => {
  await trial.close();
  expect(trial.incidents).toEqual([]);
});

const never = new AbortController().signal;
const textOf = ({ kid, key }: NamedKey): PublicKeyText => ({
  ...{ kid, publicKey: key.export({ format: 'der', type: 'spki' }).toString('base64') },
});

/** An encrypted file for all tests, as it costs a second to open, and a desk with a key of its own for each, over the real line. */
type File = {
  readonly folder: string;
  readonly link: StoreLink<StoreOperations>;
  readonly store: DossierStore;
  readonly outbox: Outbox;
  readonly book: PacketBook;
};
type Trial = File & { readonly desk: TestDesk; readonly line: Upstream; readonly books: ReconcileDesk };
let file: File;
let at: Trial;
let keptDays: number;
const lines: Upstream[] = [];

function lineOf(desk: TestDesk, signing = textOf(trial.upstream.publicKeys.signing)): Upstream {
  const { url, caPem } = trial.upstream;
  const line = connectUpstream({ signer: desk.signer, again: [0] })({ url, authorityPem: caPem, signing });
  lines.push(line);
  return line;
}

async function openBooks({ desk, outbox, book, link }: Pick<Trial, 'desk' | keyof File>, line: Upstream) {
  const office = createTestOffice();
  const { time, session } = office;
  return openReconcileDesk({
    ...{ deskId: desk.deskId, outbox, book, session, monotonic: time.monotonic },
    clock: { now: () => new Date() },
    log: storedAuditLog(link, storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU', station: '99999' })),
    station: () => 'Trạm MẪU',
    upstream: async () => line,
    upstreamNamed: () => ({ name: 'Tuyến trên THỬ', url: trial.upstream.url }),
    figures: async () => closedSync.figures,
    signMinute: signMinute(desk.signer),
    readMinute: (jws) => verifyMinute(jws, readPublicKey(desk.signer.publicKey)),
    keptDays: () => keptDays,
    changed: () => undefined,
    report: (_, error) => {
      throw error;
    },
  });
}

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-books-'));
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  const ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
  const link = await openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1000 },
    start: () => startThread('db'),
    onSlow: () => undefined,
  });
  const place = storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU', station: '99999' });
  const ports = { outbox: storedOutbox(link, place), book: storedPacketBook(link, place) };
  file = { folder, link, store: storedDossiers(link, place), ...ports };
});
afterAll(async () => {
  await file.link.close();
  rmSync(file.folder, { recursive: true, force: true });
});

beforeEach(async () => {
  keptDays = 30;
  const desk = await trial.approvedDesk();
  const line = lineOf(desk);
  at = { ...file, desk, line, books: await openBooks({ ...file, desk }, line) };
});
afterEach(async () => {
  await at.books.close();
  await Promise.all(lines.splice(0).map((line) => line.close()));
});

/** Dossiers at the upstream are known by their number alone: each test has numbers of its own. */
let last = 0;
async function take(count: number): Promise<void> {
  const { store, outbox, desk } = at;
  for (let taken = 0; taken < count; taken++) {
    const n = ++last;
    await store.save(changeOf([sampleDossier(n)], { sittings: [sampleSitting([n])], shifts: [sampleShift()] }));
    const dossier = queued(sampleDossier(n));
    const ids = { dossierId: dossier.id, rev: 1, deskId: desk.deskId, ...(await outbox.next(desk.deskId)) };
    const { id, revision, kind, subject } = dossier;
    const input = { ids, dossier: { id, revision, kind, subject }, parts: [] };
    const packet = await sealPacket(input, trial.upstream.publicKeys.sealing, desk.signer);
    await outbox.complete(changeOf([dossier], { records: [sampleRecord()] }), packet);
  }
}

const isOwn = ({ metadata }: OutboxItem) => metadata.deskId === at.desk.deskId;

/** Sends what waits, as a run does; answers how many went as bytes, and how many the upstream had. */
async function send(): Promise<{ sent: number; had: number }> {
  const { outbox, store, line } = at;
  const done = { sent: 0, had: 0 };
  const waiting = await outbox.toSend({ now: new Date().toISOString(), limit: 99, after: null });
  for (const { metadata } of waiting.filter(isOwn)) {
    const [answer] = await line.announce([metadata], never);
    if (answer?.is === 'refused' || !answer) throw new Error(`refused: ${answer?.problem.code}`);
    if (answer.is === 'want') {
      const packet = { metadata, sealed: await outbox.packet(metadata) };
      await line.upload(packet, answer.upload, { signal: never, sent: () => undefined });
    }
    done[answer.is === 'have' ? 'had' : 'sent'] += 1;
    const proved =
      answer.is === 'have' ? await line.verify(answer.receipt, metadata) : await line.finalise(metadata, never);
    const { dossier } = await store.one(metadata.dossierId);
    const change = changeOf(dossier.state === 'queued' ? [moved(dossier, 'sent')] : [], { records: [sampleRecord()] });
    await outbox.acknowledge({ ...proved, change });
  }
  return done;
}

const reconcile = async () => (await at.books.reconcile(null)).minute;
const heldUpstream = async () => (await trial.upstream.store().book(at.desk.deskId)).map(({ deskSeq }) => deskSeq);
const whole = async () => {
  const items = (await at.outbox.inState({ state: 'acknowledged', after: 0, limit: 99 })).filter(isOwn);
  const bytes = await Promise.all(items.map(({ metadata }) => at.outbox.packet(metadata).catch(() => null)));
  return items.filter((_, index) => bytes[index] !== null).map(({ metadata }) => metadata.deskSeq);
};
/** Somebody is at the upstream's own file. */
function tamper(sql: string): void {
  const db = openSqlite(join(trial.folder, 'upstream.db'), 'FULL', '');
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

describe('both books', () => {
  it('agree to 100.00 %, with a minute this desk signed and reads again', async () => {
    await take(3);
    await send();
    await take(1);
    const { minute, jws } = await at.books.reconcile('CB001');
    expect(minute).toMatchObject({
      ...{ agreed: true, percent: '100.00', officer: 'CB001' },
      epochs: [{ epoch: 1, numbered: 4, acknowledged: 3, held: 3 }],
      lists: { unacknowledged: [], unknown: [], differing: [], gaps: [] },
    });
    expect(await verifyMinute(jws, readPublicKey(at.desk.signer.publicKey))).toEqual(minute);
    const reopened = await openBooks(at, at.line);
    expect(reopened.summary()).toMatchObject({ agreed: true, at: minute.at });
  });

  it('after an old backup was put back above: what was lost goes again, once, and all is there', async () => {
    const backup = mkdtempSync(join(tmpdir(), 'upstream-backup-'));
    await take(2);
    await send();
    trial.upstream.faults.backup(backup);
    await take(3);
    await send();
    expect((await reconcile()).percent).toBe('100.00');
    trial.upstream.faults.restore(backup);
    rmSync(backup, { recursive: true, force: true });
    expect(await heldUpstream()).toEqual([1, 2]);
    const found = await reconcile();
    expect(found).toMatchObject({ agreed: false, percent: '40.00', resent: 3, purged: 0 });
    expect(found.lists.unknown.map(({ deskSeq }) => deskSeq)).toEqual([3, 4, 5]);
    expect(await reconcile()).toMatchObject({ resent: 0 });
    expect(await send()).toEqual({ sent: 3, had: 0 });
    expect(await heldUpstream()).toEqual([1, 2, 3, 4, 5]);
    expect(await reconcile()).toMatchObject({ agreed: true, percent: '100.00', resent: 0 });
    expect(await send()).toEqual({ sent: 0, had: 0 });
  });

  it('with one packet deleted above: it is found, named and sent again', async () => {
    await take(4);
    await send();
    tamper(`DELETE FROM received WHERE desk_id = '${at.desk.deskId}' AND desk_seq = 2`);
    const { lists, percent, resent } = await reconcile();
    expect([lists.unknown.map(({ deskSeq }) => deskSeq), lists.gaps, percent, resent]).toEqual([[2], [], '75.00', 1]);
    expect(await send()).toEqual({ sent: 1, had: 0 });
    expect(await reconcile()).toMatchObject({ agreed: true, percent: '100.00' });
  });

  it('with another hash under one number: it is named, and nothing is sent over it', async () => {
    await take(2);
    await send();
    tamper(`UPDATE received SET sha256 = '${'ab'.repeat(32)}' WHERE desk_id = '${at.desk.deskId}' AND desk_seq = 1`);
    const minute = await reconcile();
    expect(minute).toMatchObject({ agreed: false, percent: '50.00', resent: 0, lists: { unknown: [] } });
    expect(minute.lists.differing.map(({ deskSeq }) => deskSeq)).toEqual([1]);
  });

  it('with a receipt that was lost on the way: it is there, and comes with the next run', async () => {
    await take(2);
    await send();
    await take(1);
    trial.upstream.faults.add({ on: 'finalise', is: 'dropAnswer', times: 1 });
    await expect(send()).rejects.toThrow();
    const minute = await reconcile();
    expect(minute.lists.unacknowledged.map(({ deskSeq }) => deskSeq)).toEqual([3]);
    expect(minute).toMatchObject({ agreed: true, percent: '100.00' });
    expect(await send()).toEqual({ sent: 0, had: 1 });
    expect((await reconcile()).lists.unacknowledged).toEqual([]);
  });

  it('with numbers this desk knows nothing of: gaps, of the desk and of nobody', async () => {
    await take(2);
    await send();
    // Somebody has its key, or its file was put back outside the desk: the upstream cannot tell.
    await at.desk.send(await at.desk.packet({ n: 40_000, deskSeq: 4 }));
    const minute = await reconcile();
    expect(minute).toMatchObject({ agreed: false, percent: '100.00', purged: 0 });
    expect(minute.lists.gaps).toEqual([
      { epoch: 1, of: 'desk', from: 3, to: 4 },
      { epoch: 1, of: 'upstream', from: 3, to: 3 },
    ]);
  });
});

describe('a purge', () => {
  it('leaves tombstones of what both books agree on, and the books as they were', async () => {
    keptDays = 0;
    await take(3);
    await send();
    await take(1);
    expect(await reconcile()).toMatchObject({ agreed: true, purged: 3, percent: '100.00' });
    expect(await whole()).toEqual([]);
    // What waits is not touched.
    expect(await send()).toEqual({ sent: 1, had: 0 });
    expect(await reconcile()).toMatchObject({ agreed: true, purged: 1, percent: '100.00' });
  });

  it('does not touch what was received within the time it is kept', async () => {
    await take(2);
    await send();
    expect(await reconcile()).toMatchObject({ agreed: true, purged: 0 });
    expect(await whole()).toEqual([1, 2]);
  });

  it('takes nothing on a receipt that is not by the pinned key', async () => {
    keptDays = 0;
    await take(2);
    await send();
    const forger = lineOf(at.desk, textOf(readPublicKey((await trial.approvedDesk()).signer.publicKey)));
    const { minute } = await (await openBooks(at, forger)).reconcile(null);
    expect(minute).toMatchObject({ agreed: true, purged: 0 });
    expect(await whole()).toEqual([1, 2]);
  });

  it('of what the upstream lost afterwards is told for ever, with the receipts', async () => {
    keptDays = 0;
    await take(2);
    await send();
    expect(await reconcile()).toMatchObject({ purged: 2 });
    tamper(`DELETE FROM received WHERE desk_id = '${at.desk.deskId}' AND desk_seq = 1`);
    for (const _ of [1, 2]) {
      const minute = await reconcile();
      expect(minute).toMatchObject({ agreed: false, resent: 0, percent: '50.00' });
      expect(minute.lists.unknown.map(({ deskSeq }) => deskSeq)).toEqual([1]);
    }
  });
});
