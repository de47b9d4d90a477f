import type { Dossier } from '#contract/dossier.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import type { AuditPlace } from '#domain/audit/record.ts';
import type { DossierChange, KeptPacket, PacketRef } from '#ports/dossier-store.ts';
import type { WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { writeDossiers } from '../dossiers/write-dossiers.ts';
import { dossierToQueue, refuseOtherBytes } from './complete-dossier.ts';
import { noDay, type OutboxRow, outboxRow } from './outbox-rows.ts';

type Renewed = Readonly<Record<'sha256' | 'sig' | 'due', string> & Record<'id' | 'rev' | 'size', number>>;

const received = query<{ id: number }, { number: number }>(
  'outbox.received',
  'SELECT number FROM receipt WHERE outbox = :id LIMIT 1',
);
const renew = query<Renewed>(
  'outbox.renew',
  `UPDATE outbox SET rev = :rev, size = :size, sha256 = :sha256, sig = :sig, due = :due,
     state = 'waiting', attempts = 0, failure = NULL, next_attempt_at = NULL WHERE id = :id`,
);
const renewBytes = query<{ id: number; bytes: Uint8Array }>(
  'outbox.renewBytes',
  'UPDATE packet SET bytes = :bytes WHERE outbox = :id',
);

/** A packet by the name it had, what comes in its place, and what is written beside it. */
export type Replacing = {
  readonly ref: PacketRef;
  readonly packet: KeptPacket;
  readonly change: DossierChange;
  readonly place: AuditPlace;
};

/**
 * A newly sealed packet under the number of one the upstream never took, with its dossier and the records of the act, in one
 * transaction or not at all. Done again it changes nothing.
 * @throws FailureError `dossier.unknown`, `dossier.changedMeanwhile`, `sync.mayNotReplace`
 */
export function replacePacket(db: WriteDb, { ref, packet, change, place }: Replacing): void {
  refuseOtherBytes(packet);
  const dossier = dossierToQueue({ change, packet });
  const { metadata, sealed } = packet;
  db.transaction(() => {
    if (outboxRow(db, metadata)?.sha256 === metadata.sha256) return;
    const row = outboxRow(db, ref);
    if (row === null) throw new FailureError(failure('dossier.unknown'));
    if (!isPlaceOf(row, metadata) || db.get(received, { id: row.id }) !== null)
      throw new FailureError(failure('sync.mayNotReplace'));
    db.run(renew, { ...picked(metadata), id: row.id, due: dueOf(dossier) });
    db.run(renewBytes, { id: row.id, bytes: sealed });
    writeDossiers(db, change, place);
  });
}

const isPlaceOf = (row: OutboxRow, metadata: SyncMetadata) =>
  row.dossier === metadata.dossierId &&
  row.desk === metadata.deskId &&
  row.epoch === metadata.epoch &&
  row.desk_seq === metadata.deskSeq &&
  (metadata.rev === row.rev || metadata.rev === row.rev + 1);

const picked = ({ rev, size, sha256, sig }: SyncMetadata) => ({ rev, size, sha256, sig });
const dueOf = ({ deadline }: Dossier) => deadline?.due ?? noDay;
