import { createHash } from 'node:crypto';
import { type CapturePartName, type CaptureRecord, captureRecordSchema } from '#contract/capture.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import type { KeptCapture } from '#ports/capture-store.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { refuseNeeded } from '../dossiers/capture-links.ts';

const recordsOf = query<{ mark: string }, { record: string }>(
  'capture.of',
  'SELECT record FROM capture WHERE mark = :mark ORDER BY taken_at, id',
);
const partOf = query<{ id: string; name: string }, { record: string; sha256: Uint8Array; bytes: Uint8Array }>(
  'capture.part',
  `SELECT c.record, p.sha256, p.bytes FROM capture c JOIN capture_part p ON p.capture = c.id
   WHERE c.id = :id AND p.name = :name`,
);
const add = query<{ id: string; mark: string; takenAt: string; record: string }>(
  'capture.add',
  'INSERT INTO capture (id, mark, taken_at, record) VALUES (:id, :mark, :takenAt, :record)',
);
const addPart = query<{ id: string; name: string; sha256: Uint8Array; bytes: Uint8Array }>(
  'capture.addPart',
  'INSERT INTO capture_part (capture, name, sha256, bytes) VALUES (:id, :name, :sha256, :bytes)',
);
const remove = query<{ id: string }>('capture.remove', 'DELETE FROM capture WHERE id = :id');

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** Records of a person, oldest first. */
export function capturesOf(db: ReadDb, mark: string): readonly CaptureRecord[] {
  return db.all(recordsOf, { mark }).map(({ record }) => captureRecordSchema.parse(JSON.parse(record)));
}

/** Bytes of one part, as they were kept. @throws FailureError `capture.unknown`, `capture.damaged` */
export function capturePart(db: ReadDb, id: string, name: CapturePartName): Uint8Array {
  const row = db.get(partOf, { id, name });
  if (row === null) throw new FailureError(failure('capture.unknown'));
  const found = sha256(row.bytes);
  // The record has the hash too: a row that was put in the place of another agrees with itself.
  const stated = captureRecordSchema.parse(JSON.parse(row.record)).parts.find((part) => part.name === name);
  if (!found.equals(row.sha256) || stated?.sha256 !== found.toString('hex'))
    throw new FailureError(failure('capture.damaged'));
  return Uint8Array.from(row.bytes);
}

type Kept = { readonly place: AuditPlace; readonly records: readonly AuditDraft[] };

/** Keeps captures with the records of the act, or nothing. Bytes that are not what their record says are a bug. */
export function saveCaptures(
  db: WriteDb,
  { captures, place, records }: Kept & { readonly captures: readonly KeptCapture[] },
): void {
  db.transaction(() => {
    for (const capture of captures) saveOne(db, capture);
    appendAudit(db, place, records);
  });
}

function saveOne(db: WriteDb, { record, mark, parts }: KeptCapture): void {
  const { id, takenAt } = record;
  db.run(add, { id, mark, takenAt, record: JSON.stringify(captureRecordSchema.parse({ ...record, saved: true })) });
  for (const { name, sha256: stated } of record.parts) {
    const bytes = parts.find((part) => part.name === name)?.bytes ?? new Uint8Array();
    const hash = sha256(bytes);
    if (hash.toString('hex') !== stated) throw new Error('a part is not what its record says');
    db.run(addPart, { id, name, sha256: hash, bytes });
  }
}

/** Removes a capture with the records of the act, or nothing. @throws FailureError `capture.unknown` */
export function removeCapture(db: WriteDb, { id, place, records }: Kept & { readonly id: string }): void {
  db.transaction(() => {
    refuseNeeded(db, id);
    if (db.run(remove, { id }).changes === 0) throw new FailureError(failure('capture.unknown'));
    appendAudit(db, place, records);
  });
}
