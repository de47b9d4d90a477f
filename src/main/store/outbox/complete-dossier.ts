import { createHash } from 'node:crypto';
import type { Dossier } from '#contract/dossier.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { AuditPlace } from '#domain/audit/record.ts';
import type { Completed, DossierChange, KeptPacket, NextNumber } from '#ports/dossier-store.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { isKept, writeDossiers } from '../dossiers/write-dossiers.ts';
import { noDay, outboxItem, outboxRow } from './outbox-rows.ts';

type Entry = Readonly<
  Record<'dossierId' | 'deskId' | 'sha256' | 'sig' | 'due' | 'at' | 'run', string> &
    Record<'rev' | 'epoch' | 'deskSeq' | 'size' | 'monotonic', number>
>;

const next = query<{ deskId: string }, NextNumber>(
  'outbox.next',
  `SELECT epoch, 1 + coalesce((SELECT max(desk_seq) FROM outbox WHERE desk = :deskId AND epoch = meta.epoch), 0) AS deskSeq
   FROM meta`,
);
const add = query<Entry>(
  'outbox.add',
  `INSERT INTO outbox (dossier, rev, desk, epoch, desk_seq, size, sha256, sig, due, queued_at, run, monotonic, state)
   VALUES (:dossierId, :rev, :deskId, :epoch, :deskSeq, :size, :sha256, :sig, :due, :at, :run, :monotonic, 'waiting')`,
);
const addBytes = query<{ id: number; bytes: Uint8Array }>(
  'outbox.addBytes',
  'INSERT INTO packet (outbox, bytes) VALUES (:id, :bytes)',
);

/** What the next packet of a desk is numbered: in a new epoch (a restored backup) from 1 again. */
export function nextNumber(db: ReadDb, deskId: string): NextNumber {
  const row = db.get(next, { deskId });
  if (row === null) throw new TypeError('the file is of no profile yet');
  return row;
}

/** A dossier that is queued with everything written beside it, and its packet. */
export type Completing = { readonly change: DossierChange; readonly packet: KeptPacket; readonly place: AuditPlace };

/**
 * Dossier, packet, its row in the book and the records of the act, in one transaction or not at all. The number stands inside
 * the sealed packet, so it is drawn before and held here: another packet in between means sealing again, and no gap.
 * @throws FailureError `dossier.changedMeanwhile`, `capture.unknown`
 */
export function completeDossier(db: WriteDb, completing: Completing): Completed {
  const dossier = dossierToQueue(completing);
  refuseOtherBytes(completing.packet);
  return db.transaction(() => {
    const { change, packet, place } = completing;
    const { metadata } = packet;
    const before = outboxRow(db, metadata);
    if (before !== null) {
      // Asked again because the answer was lost: what was kept the first time is what counts.
      if (!isKept(db, dossier)) throw new FailureError(failure('dossier.changedMeanwhile'));
      return { is: 'kept', metadata: outboxItem(before).metadata };
    }
    const due = nextNumber(db, metadata.deskId);
    if (metadata.epoch !== due.epoch || metadata.deskSeq !== due.deskSeq) return { is: 'moved', next: due };
    queuePacket(db, completing, dossier);
    writeDossiers(db, change, place);
    return { is: 'kept', metadata };
  });
}

/** Puts a packet into the book, in the transaction of the caller. */
export function queuePacket(db: WriteDb, { change, packet, place }: Completing, { deadline }: Dossier): void {
  const { metadata, sealed } = packet;
  const monotonic = change.records[0]?.monotonic;
  if (monotonic === undefined) throw new TypeError('a dossier is queued with its record');
  const { run } = place;
  const { lastId: id } = db.run(add, { ...metadata, due: deadline?.due ?? noDay, at: change.at, run, monotonic });
  db.run(addBytes, { id, bytes: sealed });
}

/** The dossier a packet goes with. */
export function dossierToQueue({ change, packet: { metadata } }: Pick<Completing, 'change' | 'packet'>): Dossier {
  const found = change.dossiers.find(({ dossier }) => dossier.id === metadata.dossierId)?.dossier;
  if (found?.state !== 'queued' || found.revision !== metadata.rev)
    throw new TypeError('a packet goes with its dossier, queued in this revision');
  return found;
}

/** Holds a packet against its own metadata. */
export function refuseOtherBytes({ metadata, sealed }: KeptPacket): void {
  const sha256 = createHash('sha256').update(sealed).digest('hex');
  if (sealed.length !== metadata.size || sha256 !== metadata.sha256)
    throw new TypeError('a packet is not what its metadata say');
}
