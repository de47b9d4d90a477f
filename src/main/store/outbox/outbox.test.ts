import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '#contract/dossier.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import type { Completed, DossierChange, OutboxItem } from '#ports/dossier-store.ts';
import { readAuditLog } from '../audit/audit-store.ts';
import { beginEpoch } from '../database/profile-meta.ts';
import { dossierOf } from '../dossiers/read-dossiers.ts';
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
  sampleSitting,
} from '../dossiers/testing/sample-dossiers.ts';
import { writeDossiers } from '../dossiers/write-dossiers.ts';
import { type SampleDeskFile, sampleDeskFile } from '../testing/sample-desk-file.ts';
import { acknowledge } from './acknowledge.ts';
import { completeDossier, nextNumber } from './complete-dossier.ts';
import {
  markAttempt,
  nextToSend,
  outboxBoard,
  packetBytes,
  packetOf,
  packetsInState,
  poison,
  release,
} from './outbox.ts';

let file: SampleDeskFile;
beforeEach(() => {
  file = sampleDeskFile();
});
afterEach(() => file.remove());

const now = '2026-11-22T12:00:00.000Z';
const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });
const sequence = async () => (await readAuditLog(file.db, 'profile-MAU').tail()).sequence;
const next = () => nextNumber(file.db, sampleDesk);
const open = (n: number) => {
  const beside = { sittings: [sampleSitting([n])], shifts: [sampleShift()] };
  writeDossiers(file.db, changeOf([sampleDossier(n)], beside), file.place);
  return sampleDossier(n);
};
const complete = (dossier: Dossier, over: Partial<DossierChange> = {}, packet = samplePacket(dossier, next())) => {
  const change = changeOf([dossier], { records: [sampleRecord()], ...over });
  return completeDossier(file.db, { change, packet, place: file.place });
};
const metadataOf = (completed: Completed): SyncMetadata => {
  if (completed.is !== 'kept') throw new Error('it was not kept');
  return completed.metadata;
};
const take = (n: number, due?: string | null) => metadataOf(complete(queued(open(n), due)));
const numbers = (items: readonly OutboxItem[]) => items.map(({ metadata }) => Number(metadata.dossierId.slice(-12)));
const toSend = (over: Partial<Parameters<typeof nextToSend>[1]> = {}) =>
  nextToSend(file.db, { now, limit: 99, after: null, ...over });
const recorded = () => ({ records: [sampleRecord()], place: file.place });

describe('a dossier that is completed', () => {
  it('is kept with its packet, its number and its record, and waits to be sent', async () => {
    const dossier = queued(open(1));
    const packet = samplePacket(dossier, next());
    expect(complete(dossier, {}, packet)).toEqual({ is: 'kept', metadata: packet.metadata });
    expect(dossierOf(file.db, dossier.id).dossier).toEqual(dossier);
    expect(packetBytes(file.db, packet.metadata)).toEqual(packet.sealed);
    const [item] = toSend();
    expect(item).toMatchObject({ metadata: packet.metadata, state: 'waiting', due: '2026-12-02', attempts: 0 });
    expect(await sequence()).toBe(1);
  });

  it('is numbered without a gap, whatever fails in between', () => {
    take(1);
    const second = queued(open(2));
    const record = { ...sampleRecord(), officer: 'CB\ud800' };
    expect(() => complete(second, { records: [record] })).toThrow();
    expect(() => complete({ ...second, edit: 1 })).toThrow(failing('dossier.changedMeanwhile'));
    expect(dossierOf(file.db, second.id).dossier.state).toBe('new');
    expect(metadataOf(complete(second)).deskSeq).toBe(2);
    expect(take(3).deskSeq).toBe(3);
  });

  it('is sealed again when another one took its number', () => {
    const [first, second] = [queued(open(1)), queued(open(2))];
    const late = samplePacket(second, next());
    complete(first);
    expect(complete(second, {}, late)).toEqual({ is: 'moved', next: { epoch: 1, deskSeq: 2 } });
    expect(dossierOf(file.db, second.id).dossier.state).toBe('new');
    expect(metadataOf(complete(second)).deskSeq).toBe(2);
  });

  it('asked again, says what was kept the first time', async () => {
    const dossier = queued(open(1));
    const first = metadataOf(complete(dossier));
    expect(metadataOf(complete(dossier))).toEqual(first);
    expect(() => complete(edited(dossier))).toThrow(failing('dossier.changedMeanwhile'));
    expect(await sequence()).toBe(1);
    expect(next()).toEqual({ epoch: 1, deskSeq: 2 });
  });

  it('goes again in its next revision, beside the first', () => {
    const sent = moved(queued(open(1)), 'queued');
    const { metadata } = samplePacket(sent, next());
    complete(sent);
    const returned = moved(moved(sent, 'sent'), 'returned');
    const change = changeOf([returned], { records: [sampleRecord()] });
    acknowledge(file.db, { receipt: sampleReceipt(metadata), jws: 'a', change, place: file.place });
    const again = queued(moved(returned, 'capturing', { revision: 2 }));
    expect(metadataOf(complete(again))).toMatchObject({ rev: 2, deskSeq: 2 });
    expect(toSend().map((item) => item.metadata.rev)).toEqual([2]);
  });

  it('is numbered from 1 in a new epoch, and what is left of the one before still goes', () => {
    take(1);
    take(2);
    beginEpoch(file.db, 3);
    expect(take(3)).toMatchObject({ epoch: 3, deskSeq: 1 });
    expect(toSend().map(({ metadata }) => [metadata.epoch, metadata.deskSeq])).toEqual([
      [1, 1],
      [1, 2],
      [3, 1],
    ]);
  });

  it('is not taken with what is a bug: no record, another revision, bytes that are not its packet', () => {
    const dossier = queued(open(1));
    const { metadata, sealed } = samplePacket(dossier, next());
    expect(() => complete(dossier, { records: [] })).toThrow('with its record');
    expect(() => complete({ ...dossier, state: 'complete' })).toThrow('goes with its dossier');
    expect(() => complete(dossier, {}, { metadata: { ...metadata, rev: 2 }, sealed })).toThrow('goes with its dossier');
    expect(() => complete(dossier, {}, { metadata, sealed: sealed.with(5, 0) })).toThrow('not what its metadata');
    expect(next()).toEqual({ epoch: 1, deskSeq: 1 });
  });

  it.each([
    ['numbers', 'UPDATE outbox SET desk_seq = 9'],
    ['entries', 'DELETE FROM outbox'],
    ['bytes', 'UPDATE packet SET bytes = zeroblob(4001)'],
    ['packets', 'DELETE FROM packet'],
    ['a state without a receipt', "UPDATE outbox SET state = 'acknowledged'"],
    [
      'a gap',
      `INSERT INTO outbox SELECT 9, dossier, 2, desk, epoch, 3, size, sha256, sig, due, queued_at, run, monotonic,
       'waiting', 0, NULL, NULL FROM outbox`,
    ],
  ])('is held by the file: nobody changes %s', (_, sql) => {
    take(1);
    expect(() => file.db.exec(sql)).toThrow(/book|tombstone|without a receipt|follows the last/);
  });
});

describe('what is sent next', () => {
  it('is what is due first by law, page by page, without a deadline last', () => {
    take(1, '2026-12-09');
    take(2, null);
    take(3, '2026-12-02');
    take(4, '2026-12-02');
    expect(numbers(toSend())).toEqual([3, 4, 1, 2]);
    expect(toSend().at(-1)?.due).toBeNull();
    const [first] = toSend({ limit: 1 });
    expect(numbers(toSend({ after: first?.cursor ?? null, limit: 2 }))).toEqual([4, 1]);
  });

  it('is every one of them once, though each is changed while one goes through them', () => {
    for (let n = 1; n <= 7; n++) take(n);
    const seen: number[] = [];
    for (
      let page = toSend({ limit: 2 });
      page.length > 0;
      page = toSend({ limit: 2, after: page.at(-1)?.cursor ?? null })
    )
      for (const { metadata } of page) {
        seen.push(metadata.deskSeq);
        markAttempt(file.db, metadata, { failure: 'upstream.busy', nextAt: '2026-11-22T13:00:00.000Z' });
      }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(toSend()).toEqual([]);
    expect(toSend({ now: '2026-11-22T13:00:00.000Z' })).toHaveLength(7);
  });

  it('is not one that was set aside; one bad dossier stops none behind it', async () => {
    const [bad] = [take(1), take(2)];
    poison(file.db, bad, { failure: 'packet.malformed', ...recorded() });
    poison(file.db, bad, { failure: 'packet.malformed', ...recorded() });
    expect(numbers(toSend())).toEqual([2]);
    const [aside] = packetsInState(file.db, { state: 'poisoned', after: 0, limit: 9 });
    expect(aside && packetOf(file.db, aside.metadata)).toEqual(aside);
    expect(() => packetOf(file.db, { dossierId: sampleId(99), rev: 1 })).toThrow(failing('dossier.unknown'));
    expect(aside).toMatchObject({ metadata: bad, failure: 'packet.malformed' });
    release(file.db, bad, recorded());
    expect(numbers(toSend())).toEqual([1, 2]);
    expect(await sequence()).toBe(4);
    expect(() =>
      poison(file.db, { dossierId: sampleId(9), rev: 1 }, { failure: 'packet.malformed', ...recorded() }),
    ).toThrow(failing('dossier.unknown'));
  });
});

describe('a receipt', () => {
  const receive = (metadata: SyncMetadata, dossier: Dossier, over: { number?: number } = {}) => {
    const change = changeOf([dossier], { records: [sampleRecord()] });
    acknowledge(file.db, { receipt: sampleReceipt(metadata, over), jws: 'a.b.c', change, place: file.place });
  };

  it('makes packet and dossier sent in one act, once', async () => {
    const dossier = queued(open(1));
    const metadata = metadataOf(complete(dossier));
    receive(metadata, moved(dossier, 'sent'));
    receive(metadata, moved(dossier, 'sent'));
    expect(dossierOf(file.db, dossier.id).dossier.state).toBe('sent');
    expect(toSend()).toEqual([]);
    expect(await sequence()).toBe(2);
    markAttempt(file.db, metadata, { failure: 'upstream.busy', nextAt: now });
    expect(packetsInState(file.db, { state: 'acknowledged', after: 0, limit: 9 })).toMatchObject([
      { attempts: 0, failure: null },
    ]);
  });

  it.each(['deskId', 'epoch', 'deskSeq', 'sha256', 'rev'] as const)('of another %s is none', (name) => {
    const dossier = queued(open(1));
    const metadata = metadataOf(complete(dossier));
    const other = { ...metadata, [name]: typeof metadata[name] === 'number' ? 7 : 'ef'.repeat(32) };
    expect(() => receive(other, moved(dossier, 'sent'))).toThrow(failing('sync.receiptFalse'));
    expect(numbers(toSend())).toEqual([1]);
  });

  it('is not kept when the dossier cannot be, or is left as it was', () => {
    const dossier = queued(open(1));
    const metadata = metadataOf(complete(dossier));
    expect(() => receive(metadata, { ...moved(dossier, 'sent'), edit: 1 })).toThrow(
      failing('dossier.changedMeanwhile'),
    );
    expect(() => receive(metadata, dossier)).toThrow('with its receipt');
    expect(numbers(toSend())).toEqual([1]);
  });

  it('comes anew when the upstream had lost the packet', () => {
    const dossier = queued(open(1));
    const metadata = metadataOf(complete(dossier));
    receive(metadata, moved(dossier, 'sent'));
    release(file.db, metadata, recorded());
    expect(numbers(toSend())).toEqual([1]);
    receive(metadata, moved(dossier, 'sent'), { number: 900 });
    expect(toSend()).toEqual([]);
  });
});

it('the board counts every packet in its state', () => {
  const nothing = { count: 0, bytes: 0, oldest: null, firstDue: null };
  expect(outboxBoard(file.db)).toEqual({ waiting: nothing, poisoned: nothing, acknowledged: nothing });
  take(1, '2026-12-09');
  take(2, '2026-12-02');
  poison(file.db, take(3, null), { failure: 'packet.malformed', ...recorded() });
  const oldest = '2026-11-22T08:00:00.000Z';
  expect(outboxBoard(file.db)).toEqual({
    waiting: { count: 2, bytes: 8000, oldest, firstDue: '2026-12-02' },
    poisoned: { count: 1, bytes: 4000, oldest, firstDue: null },
    acknowledged: nothing,
  });
});
