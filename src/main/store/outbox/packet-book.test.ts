import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncMetadata } from '#contract/packet.ts';
import { compareLedgers, ledgerDigest } from '#domain/packet/ledger.ts';
import type { Reconciliation } from '#ports/dossier-store.ts';
import { readAuditLog } from '../audit/audit-store.ts';
import { beginEpoch } from '../database/profile-meta.ts';
import { query } from '../database/query.ts';
import {
  changeOf,
  moved,
  queued,
  sampleDesk,
  sampleDossier,
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
import { packetBytes, release } from './outbox.ts';
import { bookDays, bookEpochs, bookItems, bookRange, lastReconciliation, noteReconciliation } from './packet-book.ts';
import { purgeablePackets, purgePacket } from './purge.ts';

let file: SampleDeskFile;
beforeEach(() => {
  file = sampleDeskFile();
});
afterEach(() => file.remove());

const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });
const records = [sampleRecord()];

/** Takes a dossier in; with a moment of receipt it is acknowledged too. */
function take(n: number, receivedAt: string | null = null): SyncMetadata {
  const { db, place } = file;
  const dossier = queued(sampleDossier(n));
  writeDossiers(db, changeOf([sampleDossier(n)], { sittings: [sampleSitting([n])], shifts: [sampleShift()] }), place);
  const packet = samplePacket(dossier, nextNumber(db, sampleDesk));
  completeDossier(db, { change: changeOf([dossier], { records }), packet, place });
  if (receivedAt === null) return packet.metadata;
  const receipt = sampleReceipt(packet.metadata, { at: receivedAt });
  acknowledge(db, { receipt, jws: 'a.b.c', change: changeOf([moved(dossier, 'sent')]), place });
  return packet.metadata;
}
const lineOf = ({ deskSeq, dossierId, rev, sha256 }: SyncMetadata) => ({ deskSeq, dossierId, rev, sha256 });
const morning = '2026-11-22T02:00:00.000Z';
/** Already the next day in Việt Nam. */
const evening = '2026-11-22T18:00:00.000Z';
const desk = { deskId: sampleDesk, epoch: 1 };

describe('the book', () => {
  it('knows its epochs, and that none has a gap', () => {
    take(1);
    take(2);
    beginEpoch(file.db, 2);
    take(3);
    expect(bookEpochs(file.db, sampleDesk)).toEqual([
      { epoch: 1, highest: 2, count: 2, gaps: [] },
      { epoch: 2, highest: 1, count: 1, gaps: [] },
    ]);
    expect(bookEpochs(file.db, 'ef'.repeat(32))).toEqual([]);
  });

  it('says which numbers are missing where somebody was at it', () => {
    for (let n = 1; n <= 4; n++) take(n);
    file.db.exec('DROP TRIGGER outbox_says_the_same; UPDATE outbox SET desk_seq = 7 WHERE desk_seq = 3');
    expect(bookEpochs(file.db, sampleDesk)[0]?.gaps).toEqual([
      { from: 3, to: 3 },
      { from: 5, to: 6 },
    ]);
  });

  it('gives digests of days and ranges as the upstream has them', () => {
    const all = [take(1, morning), take(2, evening), take(3, morning), take(4)];
    const lines = all.map(lineOf);
    const [one, two, three] = lines as [(typeof lines)[0], (typeof lines)[0], (typeof lines)[0]];
    expect(bookDays(file.db, desk)).toEqual([
      { day: '2026-11-22', count: 2, digest: ledgerDigest([one, three]) },
      { day: '2026-11-23', count: 1, digest: ledgerDigest([two]) },
    ]);
    expect(bookRange(file.db, { ...desk, from: 2, to: 9 })).toEqual({ count: 2, digest: ledgerDigest([two, three]) });
    const items = bookItems(file.db, { ...desk, from: 1, to: 9 });
    expect(items.map(({ acknowledged }) => acknowledged)).toEqual([true, true, true, false]);
    expect(compareLedgers(items, lines).sentUnacknowledged).toEqual(lines.slice(3));
  });
});

describe('a purge', () => {
  const reconciled = (over: Partial<Reconciliation> = {}) => {
    const own = { ...desk, upTo: 9, agreed: true, at: morning, minute: 'a.b.c' };
    noteReconciliation(file.db, { reconciliation: { ...own, ...over }, records, place: file.place });
  };
  const purge = (metadata: SyncMetadata, receivedBefore = '2027-01-01T00:00:00.000Z') =>
    purgePacket(file.db, { ...metadata, receivedBefore, at: evening, records, place: file.place });
  const bytes = query<Record<never, never>, { packets: number; tombs: number }>(
    'test.bytes',
    'SELECT (SELECT count(*) FROM packet) AS packets, (SELECT count(*) FROM tombstone) AS tombs',
  );
  const listed = () =>
    purgeablePackets(file.db, { receivedBefore: '2027-01-01T00:00:00.000Z', after: 0, limit: 9 }).map(
      ({ metadata }) => metadata.deskSeq,
    );

  it('takes the bytes away under a tombstone; the book stays as it was', async () => {
    const [first] = [take(1, morning), take(2, morning)];
    const before = bookRange(file.db, { ...desk, from: 1, to: 2 });
    reconciled();
    expect(listed()).toEqual([1, 2]);
    purge(first);
    expect(() => packetBytes(file.db, first)).toThrow(failing('dossier.unknown'));
    expect(file.db.get(bytes)).toEqual({ packets: 1, tombs: 1 });
    expect(bookRange(file.db, { ...desk, from: 1, to: 2 })).toEqual(before);
    expect(listed()).toEqual([2]);
    expect(() => purge(first)).toThrow(failing('sync.mayNotPurge'));
    expect((await readAuditLog(file.db, 'profile-MAU').tail()).sequence).toBe(4);
    expect(lastReconciliation(file.db, desk)).toMatchObject({ agreed: true, upTo: 9, minute: 'a.b.c' });
  });

  it.each([
    ['there is no receipt', () => take(1), [{}]],
    ['nobody reconciled', () => take(1, morning), []],
    ['the books did not agree', () => take(1, morning), [{}, { agreed: false }]],
    ['they agreed about others only', () => take(1, morning), [{ upTo: 0 }]],
    ['they agreed in another epoch', () => take(1, morning), [{ epoch: 2 }]],
  ] as const)('is refused when %s, even by the file itself', (_, make, outcomes) => {
    const metadata = make();
    for (const outcome of outcomes) reconciled(outcome);
    expect(listed()).toEqual([]);
    expect(() => purge(metadata)).toThrow(failing('sync.mayNotPurge'));
    expect(() => file.db.exec('INSERT INTO tombstone VALUES (1, 101, 0)')).toThrow('agreed upon');
    expect(() => file.db.exec('DELETE FROM packet')).toThrow('tombstone');
  });

  it('is refused before the retention is over, and for what is sent again', () => {
    const metadata = take(1, morning);
    reconciled();
    expect(() => purge(metadata, morning)).toThrow(failing('sync.mayNotPurge'));
    release(file.db, metadata, { records, place: file.place });
    expect(() => purge(metadata)).toThrow(failing('sync.mayNotPurge'));
  });

  it('that fails half way leaves the packet', () => {
    const metadata = take(1, morning);
    reconciled();
    const broken = { ...sampleRecord(), officer: 'CB\ud800' };
    const failed = () =>
      purgePacket(file.db, { ...metadata, receivedBefore: evening, at: evening, records: [broken], place: file.place });
    expect(failed).toThrow();
    expect(file.db.get(bytes)).toEqual({ packets: 1, tombs: 0 });
    expect(packetBytes(file.db, metadata)).toHaveLength(4000);
  });
});
