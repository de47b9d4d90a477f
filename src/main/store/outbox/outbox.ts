import { createHash } from 'node:crypto';
import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import { giveAway } from '#contract/given-bytes.ts';
import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import type { OutboxFigures, OutboxItem, OutboxState, PacketRef, WorkRequest } from '#ports/dossier-store.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { type NoParameters, query } from '../database/query.ts';
import { noDay, type OutboxRow, outboxColumns, outboxItem, outboxRow } from './outbox-rows.ts';

const toSend = query<{ now: string; due: string; id: number; limit: number }, OutboxRow>(
  'outbox.toSend',
  `SELECT ${outboxColumns} FROM outbox o INDEXED BY outbox_to_send
   WHERE state = 'waiting' AND (next_attempt_at IS NULL OR next_attempt_at <= :now) AND (due, id) > (:due, :id)
   ORDER BY due, id LIMIT :limit`,
);
const inState = query<{ state: string; after: number; limit: number }, OutboxRow>(
  'outbox.inState',
  `SELECT ${outboxColumns} FROM outbox o WHERE state = :state AND id > :after ORDER BY id LIMIT :limit`,
);
const newestInState = query<{ state: string; before: number; limit: number }, OutboxRow>(
  'outbox.newest',
  `SELECT ${outboxColumns} FROM outbox o WHERE state = :state AND id < :before ORDER BY id DESC LIMIT :limit`,
);
const bytesOf = query<{ id: number }, { bytes: Uint8Array }>(
  'outbox.packet',
  'SELECT bytes FROM packet WHERE outbox = :id',
);
const attempt = query<{ id: number; why: string; nextAt: string }>(
  'outbox.attempted',
  `UPDATE outbox SET attempts = attempts + 1, failure = :why, next_attempt_at = :nextAt
   WHERE id = :id AND state = 'waiting'`,
);
const setAside = query<{ id: number; why: string }>(
  'outbox.poison',
  "UPDATE outbox SET state = 'poisoned', failure = :why WHERE id = :id AND state = 'waiting'",
);
const putBack = query<{ id: number }>(
  'outbox.release',
  `UPDATE outbox SET state = 'waiting', failure = NULL, next_attempt_at = NULL
   WHERE id = :id AND state <> 'waiting' AND EXISTS (SELECT 1 FROM packet WHERE outbox = :id)`,
);
const figures = query<
  NoParameters,
  { state: OutboxState; count: number; bytes: number; oldest: string; firstDue: string }
>(
  'outbox.board',
  `SELECT state, count(*) AS count, sum(size) AS bytes, min(queued_at) AS oldest, min(due) AS firstDue
   FROM outbox INDEXED BY outbox_board GROUP BY state`,
);

type Recorded = { readonly records: readonly AuditDraft[]; readonly place: AuditPlace };

/** What may be sent now, earliest legal deadline first, then in the order it was queued. */
export function nextToSend(db: ReadDb, { now, limit, after }: WorkRequest): readonly OutboxItem[] {
  const { due, id } = after ?? { due: '', id: 0 };
  return db.all(toSend, { now, limit, due, id }).map(outboxItem);
}

/** A packet as it stands in the book. @throws FailureError `dossier.unknown` */
export function packetOf(db: ReadDb, ref: PacketRef): OutboxItem {
  return outboxItem(rowOf(db, ref));
}

/** Packets in a state in the order they were queued. */
export function packetsInState(
  db: ReadDb,
  page: { readonly state: OutboxState; readonly after: number; readonly limit: number },
): readonly OutboxItem[] {
  return db.all(inState, page).map(outboxItem);
}

/** Packets in a state, the one queued last first. */
export function newestPackets(
  db: ReadDb,
  { before, ...page }: { readonly state: OutboxState; readonly before: number | null; readonly limit: number },
): readonly OutboxItem[] {
  return db.all(newestInState, { ...page, before: before ?? Number.MAX_SAFE_INTEGER }).map(outboxItem);
}

/** Sealed bytes as they were kept; they are given away. @throws FailureError `dossier.unknown`, `storage.damaged` */
export function packetBytes(db: ReadDb, ref: PacketRef): Uint8Array {
  const row = rowOf(db, ref);
  const found = db.get(bytesOf, { id: row.id });
  if (found === null) throw unknown();
  if (createHash('sha256').update(found.bytes).digest('hex') !== row.sha256)
    throw new FailureError(failure('storage.damaged', { file: db.file }));
  const { buffer, byteOffset, length } = found.bytes;
  return giveAway(new Uint8Array(buffer, byteOffset, length));
}

/** Notes an attempt that failed. One that was acknowledged or set aside meanwhile stays as it is. @throws FailureError `dossier.unknown` */
export function markAttempt(
  db: WriteDb,
  ref: PacketRef,
  { failure: why, nextAt }: { readonly failure: FailureCode; readonly nextAt: string },
): void {
  db.transaction(() => void db.run(attempt, { id: rowOf(db, ref).id, why, nextAt }));
}

/** Sets one aside, with the records of it; of one that does not wait nothing changes. @throws FailureError `dossier.unknown` */
export function poison(
  db: WriteDb,
  ref: PacketRef,
  { failure: why, records, place }: Recorded & { readonly failure: FailureCode },
): void {
  db.transaction(() => {
    if (db.run(setAside, { id: rowOf(db, ref).id, why }).changes === 1) appendAudit(db, place, records);
  });
}

/** Puts one back among those that wait, with the records of it. @throws FailureError `dossier.unknown` */
export function release(db: WriteDb, ref: PacketRef, { records, place }: Recorded): void {
  db.transaction(() => {
    if (db.run(putBack, { id: rowOf(db, ref).id }).changes === 1) appendAudit(db, place, records);
  });
}

/** How many there are in each state, their bytes, the oldest, the first that is due. */
export function outboxBoard(db: ReadDb): Readonly<Record<OutboxState, OutboxFigures>> {
  const none: OutboxFigures = { count: 0, bytes: 0, oldest: null, firstDue: null };
  const found = db.all(figures).map(({ state, firstDue, ...others }) => {
    return [state, { ...others, firstDue: firstDue === noDay ? null : firstDue }] as const;
  });
  return { waiting: none, poisoned: none, acknowledged: none, ...Object.fromEntries(found) };
}

function rowOf(db: ReadDb, ref: PacketRef): OutboxRow {
  const row = outboxRow(db, ref);
  if (row === null) throw unknown();
  return row;
}

const unknown = () => new FailureError(failure('dossier.unknown'));
