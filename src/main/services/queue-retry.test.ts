import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import { toHex } from '#domain/bytes.ts';
import { hash } from '#domain/crypto/hash.ts';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { workCalendar } from '#domain/dossier/working-days.ts';
import type { DossierStore, Outbox } from '#ports/dossier-store.ts';
import type { SealPacket } from '#ports/upstream.ts';
import {
  changeOf,
  queued,
  sampleDesk,
  sampleDossier,
  sampleId,
  samplePacket,
  sampleRecord,
  sampleShift,
  sampleSitting,
} from '#store/dossiers/testing/sample-dossiers.ts';
import { createKeyRing } from '#store/keys/key-ring.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { openStoreLink, type StoreLink } from '#workers/store-link.ts';
import { storedAuditLog, storedAuditPlace } from '#workers/stored-audit-log.ts';
import { storedDossiers, storedOutbox } from '#workers/stored-dossiers.ts';
import { startThread } from '#workers/thread-port.ts';
import { openQueueDesk, type QueueDesk } from './queue-desk.ts';
import { createTestOffice } from './testing/test-office.ts';

// The board over the real, encrypted file: what it puts back is what the file lets it.

const folder = mkdtempSync(join(tmpdir(), 'truc-ban-retry-'));
const context = { signal: new AbortController().signal };
const office = createTestOffice();
let link: StoreLink<StoreOperations>;
let store: DossierStore;
let outbox: Outbox;
let sequence: () => Promise<number>;
let queue: QueueDesk;
let sealed = 0;

const seal: SealPacket = async ({ ids }) => {
  sealed += 1;
  const bytes = new Uint8Array(3000).fill(sealed);
  const sha256 = toHex(hash('SHA-256', bytes));
  return { metadata: { ...ids, size: bytes.length, sha256, sig: `e30..${'A'.repeat(86)}` }, sealed: bytes };
};

beforeAll(async () => {
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  const ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
  link = await openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1000 },
    start: () => startThread('db'),
    onSlow: () => undefined,
  });
  const place = storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU', station: '99999' });
  [store, outbox] = [storedDossiers(link, place), storedOutbox(link, place)];
  const log = storedAuditLog(link, place);
  sequence = async () => (await log.tail()).sequence;
  await office.signIn('thuNhan');
  queue = openQueueDesk({
    ...{ kinds: dossierKinds, calendar: workCalendar(), clock: office.time.clock, store, outbox, seal },
    ...{ session: office.session, deskId: sampleDesk, sealing: () => ({ kid: 'ab'.repeat(32), publicKey: 'MAU=' }) },
    captures: { part: () => Promise.reject(new FailureError(failure('capture.unknown'))) },
    keeper: { failureOf: () => null },
    queued: () => undefined,
    report: (_, error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await link.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A dossier that was queued under the next number, and set aside for this. */
async function setAside(n: number, why: FailureCode) {
  const draft = sampleDossier(n);
  await store.save(changeOf([draft], { sittings: [sampleSitting([n])], shifts: [sampleShift()] }));
  const dossier = queued(draft);
  const packet = samplePacket(dossier, await outbox.next(sampleDesk));
  await outbox.complete(changeOf([dossier], { records: [sampleRecord('dossier.queued')] }), packet);
  await outbox.poison(packet.metadata, why, [sampleRecord('dossier.setAside')]);
  return { dossier, packet };
}
const retry = (n: number, rev = 1) =>
  queue.handlers['queue.retry']({ packet: { dossierId: sampleId(n), rev } }, context);

it('what the upstream has with other bytes goes under the same number as the next revision, kept with its record', async () => {
  await setAside(1, 'packet.malformed');
  const { dossier, packet } = await setAside(2, 'sync.otherContent');
  const before = await sequence();
  expect(await retry(2)).toEqual({ released: 1 });
  const { deskSeq, epoch } = packet.metadata;
  const now = await outbox.one({ dossierId: dossier.id, rev: 2 });
  expect(now).toMatchObject({ metadata: { rev: 2, deskSeq, epoch, size: 3000 }, state: 'waiting', failure: null });
  expect(await outbox.packet(now.metadata)).toEqual(new Uint8Array(3000).fill(sealed));
  expect((await store.one(dossier.id)).dossier).toEqual({ ...dossier, revision: 2, edit: dossier.edit + 1 });
  await expect(outbox.one({ dossierId: dossier.id, rev: 1 })).rejects.toMatchObject({
    failure: { code: 'dossier.unknown' },
  });
  expect(await outbox.next(sampleDesk)).toEqual({ epoch, deskSeq: deskSeq + 1 });
  expect(await sequence()).toBe(before + 1);
  expect(await retry(2)).toEqual({ released: 0 });
  expect(await retry(2, 2)).toEqual({ released: 0 });
  expect(await outbox.one({ dossierId: sampleId(1), rev: 1 })).toMatchObject({ state: 'poisoned' });
});

it('what was sealed for a key that is gone is sealed anew, in its revision and under its number', async () => {
  const { dossier, packet } = await setAside(3, 'packet.otherKey');
  expect(await retry(3)).toEqual({ released: 1 });
  const { metadata } = await outbox.one(packet.metadata);
  expect(metadata).toMatchObject({ rev: 1, deskSeq: packet.metadata.deskSeq, size: 3000 });
  expect((await store.one(dossier.id)).dossier).toEqual(dossier);
});
