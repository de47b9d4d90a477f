import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import { type DeskLedgerItem, ledgerDigest, sequenceGaps } from '#domain/packet/ledger.ts';
import type { BookRange, Digested, EpochBook, Reconciliation } from '#ports/dossier-store.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';

type DeskEpoch = { readonly deskId: string; readonly epoch: number };
type ItemRow = Readonly<Record<'dossierId' | 'sha256', string> & Record<'deskSeq' | 'rev' | 'acknowledged', number>>;

const item = "o.desk_seq AS deskSeq, o.dossier AS dossierId, o.rev, o.sha256, o.state = 'acknowledged' AS acknowledged";
const epochs = query<{ deskId: string }, { epoch: number; highest: number; count: number }>(
  'book.epochs',
  'SELECT epoch, max(desk_seq) AS highest, count(*) AS count FROM outbox WHERE desk = :deskId GROUP BY epoch ORDER BY epoch',
);
const numbers = query<DeskEpoch, { number: number }>(
  'book.numbers',
  'SELECT desk_seq AS number FROM outbox WHERE desk = :deskId AND epoch = :epoch ORDER BY desk_seq',
);
const range = query<BookRange, ItemRow>(
  'book.range',
  `SELECT ${item} FROM outbox o WHERE desk = :deskId AND epoch = :epoch AND desk_seq BETWEEN :from AND :to ORDER BY desk_seq`,
);
const byDay = query<DeskEpoch, ItemRow & { day: string }>(
  'book.days',
  `SELECT r.day, ${item} FROM outbox o JOIN receipt r ON r.outbox = o.id
     AND r.number = (SELECT max(number) FROM receipt WHERE outbox = o.id)
   WHERE o.desk = :deskId AND o.epoch = :epoch AND o.state = 'acknowledged' ORDER BY r.day, o.desk_seq`,
);
const note = query<Omit<Reconciliation, 'agreed'> & { agreed: number }>(
  'book.note',
  `INSERT INTO reconciliation (desk, epoch, up_to, agreed, at, minute)
   VALUES (:deskId, :epoch, :upTo, :agreed, :at, :minute)`,
);
const last = query<DeskEpoch, Omit<Reconciliation, 'agreed'> & { agreed: number }>(
  'book.last',
  `SELECT desk AS deskId, epoch, up_to AS upTo, agreed, at, minute FROM reconciliation
   WHERE desk = :deskId AND epoch = :epoch ORDER BY id DESC LIMIT 1`,
);

/** More than this nobody reads; the file forbids even one. */
const mostGaps = 1000;

/** What a desk numbered in each epoch. */
export function bookEpochs(db: ReadDb, deskId: string): readonly EpochBook[] {
  return db.snapshot(() =>
    db.all(epochs, { deskId }).map(({ epoch, highest, count }) => {
      const found = count === highest ? [] : db.all(numbers, { deskId, epoch }).map(({ number }) => number);
      return { epoch, highest, count, gaps: sequenceGaps(found, mostGaps) };
    }),
  );
}

const read = ({ deskSeq, dossierId, rev, sha256, acknowledged }: ItemRow): DeskLedgerItem => ({
  deskSeq,
  dossierId,
  rev,
  sha256,
  acknowledged: acknowledged === 1,
});

/** The packets of a range, in their order. */
export function bookItems(db: ReadDb, asked: BookRange): readonly DeskLedgerItem[] {
  return db.all(range, asked).map(read);
}

/** The digest of what is acknowledged of a range. */
export function bookRange(db: ReadDb, asked: BookRange): Digested {
  return digested(bookItems(db, asked).filter(({ acknowledged }) => acknowledged));
}

/** Digests of what was acknowledged, by the day of its newest receipt. */
export function bookDays(db: ReadDb, asked: DeskEpoch): readonly (Digested & { readonly day: string })[] {
  const days = Map.groupBy(db.all(byDay, asked), ({ day }) => day);
  return [...days].map(([day, rows]) => ({ day, ...digested(rows.map(read)) }));
}

function digested(items: readonly DeskLedgerItem[]): Digested {
  return { count: items.length, digest: ledgerDigest(items) };
}

type Noted = {
  readonly reconciliation: Reconciliation;
  readonly records: readonly AuditDraft[];
  readonly place: AuditPlace;
};

/** Keeps what a comparison came to, with the records of it. */
export function noteReconciliation(db: WriteDb, { reconciliation, records, place }: Noted): void {
  db.transaction(() => {
    db.run(note, { ...reconciliation, agreed: reconciliation.agreed ? 1 : 0 });
    appendAudit(db, place, records);
  });
}

/** The last comparison of an epoch, or null. */
export function lastReconciliation(db: ReadDb, asked: DeskEpoch): Reconciliation | null {
  const row = db.get(last, asked);
  return row === null ? null : { ...row, agreed: row.agreed === 1 };
}
