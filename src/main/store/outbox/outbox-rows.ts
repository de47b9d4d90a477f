import type { FailureCode } from '#contract/failures.ts';
import type { OutboxItem, OutboxState, PacketRef } from '#ports/dossier-store.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';

/** What the book says of a packet, without its bytes. */
export const outboxColumns = `o.id, o.dossier, o.rev, o.desk, o.epoch, o.desk_seq, o.size, o.sha256, o.sig, o.due, o.queued_at,
  o.state, o.attempts, o.next_attempt_at, o.failure`;

export type OutboxRow = {
  readonly id: number;
  readonly dossier: string;
  readonly rev: number;
  readonly desk: string;
  readonly epoch: number;
  readonly desk_seq: number;
  readonly size: number;
  readonly sha256: string;
  readonly sig: string;
  readonly due: string;
  readonly queued_at: string;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly next_attempt_at: string | null;
  readonly failure: FailureCode | null;
};

/** Sorts behind every day: what has no deadline waits for what has one. */
export const noDay = '9999-12-31';

const byRef = query<{ dossierId: string; rev: number }, OutboxRow>(
  'outbox.one',
  `SELECT ${outboxColumns} FROM outbox o WHERE dossier = :dossierId AND rev = :rev`,
);

/** The row of a packet, or null. */
export function outboxRow(db: ReadDb, { dossierId, rev }: PacketRef): OutboxRow | null {
  return db.get(byRef, { dossierId, rev });
}

export function outboxItem(row: OutboxRow): OutboxItem {
  const { id, due, state, attempts, failure } = row;
  return {
    metadata: {
      dossierId: row.dossier,
      rev: row.rev,
      deskId: row.desk,
      epoch: row.epoch,
      deskSeq: row.desk_seq,
      size: row.size,
      sha256: row.sha256,
      sig: row.sig,
    },
    state,
    due: due === noDay ? null : due,
    queuedAt: row.queued_at,
    attempts,
    nextAttemptAt: row.next_attempt_at,
    failure,
    cursor: { due, id },
  };
}
