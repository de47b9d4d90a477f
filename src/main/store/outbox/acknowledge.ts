import { FailureError, failure } from '#contract/failures.ts';
import type { AuditPlace } from '#domain/audit/record.ts';
import { receiptDay } from '#domain/packet/ledger.ts';
import type { Acknowledgement } from '#ports/dossier-store.ts';
import type { WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { writeDossiers } from '../dossiers/write-dossiers.ts';
import { outboxRow } from './outbox-rows.ts';

const add = query<{ id: number; number: number; receivedAt: string; day: string; jws: string }>(
  'receipt.add',
  `INSERT INTO receipt (outbox, number, received_at, day, jws) VALUES (:id, :number, :receivedAt, :day, :jws)
   ON CONFLICT (outbox, number) DO NOTHING`,
);
const acknowledged = query<{ id: number }>(
  'outbox.acknowledged',
  "UPDATE outbox SET state = 'acknowledged', failure = NULL, next_attempt_at = NULL WHERE id = :id",
);
const stillQueued = query<{ dossier: string; rev: number }, { id: string }>(
  'dossier.stillQueued',
  "SELECT id FROM dossier WHERE id = :dossier AND revision = :rev AND state = 'queued'",
);

const bound = ['deskId', 'epoch', 'deskSeq', 'sha256'] as const;

/**
 * Receipt, the state of the packet and what it makes of the dossier, in one transaction or not at all. That the upstream signed
 * the receipt was verified before; that it is of this packet is looked at once more.
 * @throws FailureError `sync.receiptFalse`, `dossier.changedMeanwhile`
 */
export function acknowledge(
  db: WriteDb,
  { receipt, jws, change, place }: Acknowledgement & { readonly place: AuditPlace },
): void {
  db.transaction(() => {
    const row = outboxRow(db, receipt);
    const kept = row && { deskId: row.desk, epoch: row.epoch, deskSeq: row.desk_seq, sha256: row.sha256 };
    if (row === null || bound.some((name) => kept?.[name] !== receipt[name]))
      throw new FailureError(failure('sync.receiptFalse'));
    const { receiptNumber: number, receivedAt } = receipt;
    const { changes } = db.run(add, { id: row.id, number, receivedAt, day: receiptDay(receivedAt), jws });
    if (changes === 0 && row.state === 'acknowledged') return;
    db.run(acknowledged, { id: row.id });
    writeDossiers(db, change, place);
    if (db.get(stillQueued, { dossier: row.dossier, rev: row.rev }) !== null)
      throw new TypeError('a dossier is sent with its receipt');
  });
}
