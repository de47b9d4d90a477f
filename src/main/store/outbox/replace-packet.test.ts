import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '#contract/dossier.ts';
import type { KeptPacket } from '#ports/dossier-store.ts';
import { readAuditLog } from '../audit/audit-store.ts';
import { dossierOf } from '../dossiers/read-dossiers.ts';
import {
  changeOf,
  edited,
  moved,
  queued,
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
import { markAttempt, nextToSend, packetBytes, packetsInState, poison } from './outbox.ts';
import { bookEpochs } from './packet-book.ts';
import { replacePacket } from './replace-packet.ts';

let file: SampleDeskFile;
beforeEach(() => {
  file = sampleDeskFile();
});
afterEach(() => file.remove());

const now = '2026-11-22T12:00:00.000Z';
const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });
const records = [sampleRecord()];
const sequence = async () => (await readAuditLog(file.db, 'profile-MAU').tail()).sequence;
const waiting = () => nextToSend(file.db, { now, limit: 9, after: null });
const number = { epoch: 1, deskSeq: 1 };

/** A dossier that was queued, and set aside by the upstream. */
function setAside(): { readonly dossier: Dossier; readonly packet: KeptPacket } {
  const { db, place } = file;
  const beside = { sittings: [sampleSitting([1])], shifts: [sampleShift()] };
  writeDossiers(db, changeOf([sampleDossier(1)], beside), place);
  const dossier = queued(sampleDossier(1));
  const packet = samplePacket(dossier, nextNumber(db, 'd5'.repeat(32)));
  completeDossier(db, { change: changeOf([dossier], { records }), packet, place });
  markAttempt(db, packet.metadata, { failure: 'upstream.busy', nextAt: now });
  poison(db, packet.metadata, { failure: 'packet.otherKey', records, place });
  return { dossier, packet };
}
const revised = (dossier: Dossier) => edited(dossier, { revision: 2, deadline: { ...due, due: '2026-11-30' } });
const due = { from: '2026-11-22', workingDays: 7, due: '2026-12-02', law: 'MẪU' };
const replace = (packet: KeptPacket, dossier: Dossier, by: KeptPacket) =>
  replacePacket(file.db, {
    ref: packet.metadata,
    packet: by,
    change: changeOf([dossier], { records }),
    place: file.place,
  });

describe('a packet the upstream never took', () => {
  it('is replaced by one that is sealed anew, under its number, and waits again', async () => {
    const { dossier, packet } = setAside();
    const anew = samplePacket(dossier, number, 5000);
    replace(packet, dossier, anew);
    expect(waiting()).toMatchObject([{ metadata: anew.metadata, attempts: 0, failure: null, nextAttemptAt: null }]);
    expect(packetBytes(file.db, anew.metadata)).toEqual(anew.sealed);
    expect(bookEpochs(file.db, anew.metadata.deskId)).toEqual([{ epoch: 1, highest: 1, count: 1, gaps: [] }]);
    expect(await sequence()).toBe(3);
  });

  it('goes as the next revision of its dossier, with the day that one is due', () => {
    const { dossier, packet } = setAside();
    const later = revised(dossier);
    const anew = samplePacket(later, number);
    replace(packet, later, anew);
    expect(waiting()).toMatchObject([{ metadata: { rev: 2, deskSeq: 1 }, due: '2026-11-30' }]);
    expect(dossierOf(file.db, dossier.id).dossier).toEqual(later);
    expect(() => packetBytes(file.db, packet.metadata)).toThrow(failing('dossier.unknown'));
  });

  it('done again changes nothing', async () => {
    const { dossier, packet } = setAside();
    const later = revised(dossier);
    const anew = samplePacket(later, number);
    replace(packet, later, anew);
    replace(packet, later, anew);
    expect(waiting()).toHaveLength(1);
    expect(await sequence()).toBe(3);
  });

  it('stays as it is when the dossier cannot be kept', async () => {
    const { dossier, packet } = setAside();
    const later = revised(dossier);
    expect(() => replace(packet, { ...later, edit: 1 }, samplePacket(later, number))).toThrow(
      failing('dossier.changedMeanwhile'),
    );
    expect(packetBytes(file.db, packet.metadata)).toEqual(packet.sealed);
    expect(packetsInState(file.db, { state: 'poisoned', after: 0, limit: 9 })).toHaveLength(1);
    expect(await sequence()).toBe(2);
  });
});

describe('nothing is replaced', () => {
  it('that has a receipt, even by the file itself', () => {
    const { dossier, packet } = setAside();
    const receipt = sampleReceipt(packet.metadata);
    acknowledge(file.db, { receipt, jws: 'a.b.c', change: changeOf([moved(dossier, 'sent')]), place: file.place });
    const again = edited(queued(sampleDossier(1)), { edit: 9 });
    expect(() => replace(packet, again, samplePacket(again, number, 5000))).toThrow(failing('sync.mayNotReplace'));
    expect(() => file.db.exec("UPDATE outbox SET sig = 'x'")).toThrow('stays in the book');
    expect(() => file.db.exec('UPDATE packet SET bytes = zeroblob(4000)')).toThrow('is final');
  });

  it('by one under another number, or by a revision that leaves one out', () => {
    const { dossier, packet } = setAside();
    const refused = failing('sync.mayNotReplace');
    expect(() => replace(packet, dossier, samplePacket(dossier, { epoch: 1, deskSeq: 2 }))).toThrow(refused);
    expect(() => replace(packet, dossier, samplePacket(dossier, { epoch: 2, deskSeq: 1 }, 5000))).toThrow(refused);
    const third = edited(dossier, { revision: 3 });
    expect(() => replace(packet, third, samplePacket(third, number))).toThrow(refused);
    expect(() => file.db.exec('UPDATE outbox SET rev = 3')).toThrow('stays in the book');
  });

  it('that is not there, nor by bytes that are not its packet', () => {
    const { dossier, packet } = setAside();
    const unknown = { ...packet, metadata: { ...packet.metadata, dossierId: sampleId(9) } };
    expect(() => replace(unknown, dossier, samplePacket(dossier, number, 5000))).toThrow(failing('dossier.unknown'));
    const { metadata, sealed } = samplePacket(dossier, number, 5000);
    expect(() => replace(packet, dossier, { metadata, sealed: sealed.with(5, 0) })).toThrow('not what its metadata');
  });
});
