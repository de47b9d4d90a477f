import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditLog } from '#ports/audit-log.ts';
import type { DossierStore, Outbox, PacketBook } from '#ports/dossier-store.ts';
import { sampleMark } from '#store/captures/testing/sample-capture.ts';
import {
  changeOf,
  edited,
  moved,
  queued,
  sampleDesk,
  sampleDossier,
  sampleId,
  samplePacket,
  sampleReceipt,
  sampleRecord,
  sampleShift,
  sampleShiftId,
  sampleSitting,
  sampleSittingId,
} from '#store/dossiers/testing/sample-dossiers.ts';
import { createKeyRing, type KeyRing } from '#store/keys/key-ring.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { openStoreLink, type StoreLink } from './store-link.ts';
import { storedAuditLog, storedAuditPlace } from './stored-audit-log.ts';
import { storedDossiers, storedOutbox, storedPacketBook } from './stored-dossiers.ts';
import { startThread } from './thread-port.ts';

let folder: string;
let ring: KeyRing;
let link: StoreLink<StoreOperations>;
let desk: { readonly store: DossierStore; readonly outbox: Outbox; readonly book: PacketBook; readonly log: AuditLog };

const open = async () => {
  link = await openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1000 },
    start: () => startThread('db'),
    onSlow: () => undefined,
  });
  const place = storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU', station: '99999' });
  const parts = { store: storedDossiers(link, place), outbox: storedOutbox(link, place) };
  desk = { ...parts, book: storedPacketBook(link, place), log: storedAuditLog(link, place) };
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-dossiers-'));
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
  await open();
});
afterEach(async () => {
  await link.close();
  rmSync(folder, { recursive: true, force: true });
});

const records = [sampleRecord()];
const draft = sampleDossier(1);
const begin = () =>
  desk.store.save(changeOf([draft], { sittings: [sampleSitting([1])], shifts: [sampleShift()], records }));

describe('dossiers through the database threads', () => {
  it('open after the next start at the same field', async () => {
    await begin();
    const later = edited(draft, { step: 'form', focus: 'phone' });
    await desk.store.save(changeOf([later]));
    await link.close();
    await open();
    const kept = { dossier: later, mark: sampleMark };
    const { store } = desk;
    expect(await store.drafts({ officer: 'CB001' })).toEqual([kept]);
    expect(await store.drafts({ shift: sampleShiftId })).toEqual([kept]);
    expect(await store.ofPerson(sampleMark)).toEqual([kept]);
    expect(await store.inState({ state: 'new', after: null, limit: 9 })).toEqual([kept]);
    expect(await store.one(draft.id)).toEqual(kept);
    expect(await store.counts()).toEqual({ new: 1 });
    expect(await store.firstDue('new')).toBeNull();
    expect(await store.sitting(sampleSittingId)).toEqual(sampleSitting([1]));
    expect(await store.openShift('99999')).toEqual(await store.shift(sampleShiftId));
    expect(await store.shifts(3)).toHaveLength(1);
    expect(await store.ofShift(sampleShiftId)).toEqual([{ id: draft.id, state: 'new', shift: sampleShiftId }]);
    await store.discard(draft.id, records);
    await expect(store.one(draft.id)).rejects.toMatchObject({ failure: { code: 'dossier.unknown' } });
  });

  it('go upstream, are acknowledged, agreed upon and purged, each act with its record', async () => {
    await begin();
    const { outbox, book } = desk;
    const packet = samplePacket(queued(draft), await outbox.next(sampleDesk), 400_000);
    const { metadata } = packet;
    const completed = await outbox.complete(changeOf([queued(draft)], { records }), packet);
    expect(completed).toEqual({ is: 'kept', metadata });
    await outbox.attempted(metadata, { failure: 'upstream.busy', nextAt: '2026-11-22T10:00:00.000Z' });
    const ask = { now: '2026-11-22T10:00:00.000Z', limit: 9, after: null };
    expect(await outbox.toSend(ask)).toMatchObject([{ metadata, attempts: 1, failure: 'upstream.busy' }]);
    await outbox.poison(metadata, 'packet.malformed', records);
    expect(await outbox.inState({ state: 'poisoned', after: 0, limit: 9 })).toEqual([await outbox.one(metadata)]);
    await outbox.release(metadata, records);
    expect(await outbox.packet(metadata)).toEqual(packet.sealed);
    const change = changeOf([moved(queued(draft), 'sent')], { records });
    await outbox.acknowledge({ receipt: sampleReceipt(metadata), jws: 'a.b.c', change });
    expect((await outbox.board()).acknowledged).toMatchObject({ count: 1, bytes: 400_000 });
    const epoch = { deskId: sampleDesk, epoch: 1 };
    const [day] = await book.days(epoch);
    expect(day).toEqual({ day: '2026-11-22', ...(await book.range({ ...epoch, from: 1, to: 1 })) });
    expect(await book.epochs(sampleDesk)).toEqual([{ epoch: 1, highest: 1, count: 1, gaps: [] }]);
    expect(await book.items({ ...epoch, from: 1, to: 1 })).toMatchObject([
      { dossierId: sampleId(1), acknowledged: true },
    ]);
    await book.note({ ...epoch, upTo: 1, agreed: true, at: ask.now, minute: 'a.b.c' }, records);
    expect(await book.lastReconciliation(epoch)).toMatchObject({ upTo: 1, agreed: true });
    const page = { receivedBefore: '2026-12-31T00:00:00.000Z', after: 0, limit: 9 };
    expect(await book.purgeable(page)).toHaveLength(1);
    await book.purge({ ...metadata, ...page, at: ask.now, records: [sampleRecord('dossier.purged')] });
    await expect(outbox.packet(metadata)).rejects.toMatchObject({ failure: { code: 'dossier.unknown' } });
    expect((await desk.log.tail()).sequence).toBe(7);
  });
});
