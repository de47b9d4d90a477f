import { FailureError, failure } from '#contract/failures.ts';
import type { AuditPlace } from '#domain/audit/record.ts';
import type { OutboxItem, Purge } from '#ports/dossier-store.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type OutboxRow, outboxColumns, outboxItem, outboxRow } from './outbox-rows.ts';

type Asked = { readonly receivedBefore: string; readonly after: number; readonly limit: number };

/** Acknowledged, still here, agreed upon by the last reconciliation of its epoch, and received long enough ago. */
const earned = `o.state = 'acknowledged' AND r.received_at < :receivedBefore
  AND r.number = (SELECT max(number) FROM receipt WHERE outbox = o.id)
  AND EXISTS (SELECT 1 FROM packet WHERE outbox = o.id)
  AND (SELECT agreed AND up_to >= o.desk_seq FROM reconciliation
    WHERE desk = o.desk AND epoch = o.epoch ORDER BY id DESC LIMIT 1)`;

const purgeable = query<Asked, OutboxRow>(
  'purge.list',
  `SELECT ${outboxColumns} FROM outbox o JOIN receipt r ON r.outbox = o.id
   WHERE ${earned} AND o.id > :after ORDER BY o.id LIMIT :limit`,
);
const receiptOf = query<{ id: number; receivedBefore: string }, { number: number }>(
  'purge.receipt',
  `SELECT r.number FROM outbox o JOIN receipt r ON r.outbox = o.id WHERE o.id = :id AND ${earned}`,
);
const bury = query<{ id: number; number: number; at: string }>(
  'purge.bury',
  'INSERT INTO tombstone (outbox, receipt, purged_at) VALUES (:id, :number, :at)',
);
const remove = query<{ id: number }>('purge.remove', 'DELETE FROM packet WHERE outbox = :id');

/** What may be purged now, in the order it was queued. */
export function purgeablePackets(db: ReadDb, asked: Asked): readonly OutboxItem[] {
  return db.all(purgeable, asked).map(outboxItem);
}

/** Takes the bytes of a packet off the desk and leaves its tombstone, or nothing is done. @throws FailureError `sync.mayNotPurge` */
export function purgePacket(
  db: WriteDb,
  { receivedBefore, at, records, place, ...ref }: Purge & { readonly place: AuditPlace },
): void {
  db.transaction(() => {
    const row = outboxRow(db, ref);
    const receipt = row && db.get(receiptOf, { id: row.id, receivedBefore });
    if (!row || !receipt) throw new FailureError(failure('sync.mayNotPurge'));
    db.run(bury, { id: row.id, number: receipt.number, at });
    db.run(remove, { id: row.id });
    appendAudit(db, place, records);
  });
}
