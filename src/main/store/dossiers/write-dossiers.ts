import { type Dossier, dossierSchema, type Sitting, sittingSchema } from '#contract/dossier.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import type { DossierChange, KeptDossier } from '#ports/dossier-store.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { capturesNeeded, capturesShared, linkCaptures } from './capture-links.ts';
import { sittingOf } from './read-dossiers.ts';
import { writeShift } from './shift-store.ts';

const kept = query<{ id: string }, { edit: number; document: string }>(
  'dossier.kept',
  'SELECT edit, document FROM dossier WHERE id = :id',
);
const add = query<{ id: string; mark: string; at: string; document: string }>(
  'dossier.add',
  'INSERT INTO dossier (id, mark, updated_at, document) VALUES (:id, :mark, :at, :document)',
);
const change = query<{ id: string; mark: string; at: string; document: string }>(
  'dossier.change',
  'UPDATE dossier SET mark = :mark, updated_at = :at, document = :document WHERE id = :id',
);
const writeSitting = query<{ id: string; document: string }>(
  'sitting.write',
  `INSERT INTO sitting (id, document) VALUES (:id, :document)
   ON CONFLICT (id) DO UPDATE SET document = excluded.document WHERE document IS NOT excluded.document`,
);
/** Nobody sits there any more whose dossier is being taken in. */
const isOver = query<{ sitting: string }, { over: number }>(
  'sitting.isOver',
  `SELECT NOT EXISTS (SELECT 1 FROM dossier WHERE sitting = :sitting
     AND state IN ('new', 'capturing', 'awaitingCorrection', 'awaitingSignature')) AS over`,
);
const remove = query<{ id: string }>('dossier.remove', 'DELETE FROM dossier WHERE id = :id');
const removeSitting = query<{ sitting: string }>('sitting.remove', 'DELETE FROM sitting WHERE id = :sitting');
const discardable = query<{ id: string }, { sitting: string; draft: number }>(
  'dossier.discardable',
  `SELECT sitting, state IN ('new', 'capturing', 'awaitingCorrection', 'awaitingSignature')
     AND NOT EXISTS (SELECT 1 FROM outbox WHERE dossier = d.id)
     AND NOT EXISTS (SELECT 1 FROM shift s, json_each(s.document, '$.entries') AS entry
       WHERE s.id = d.shift AND entry.value ->> '$.dossier' = d.id) AS draft
   FROM dossier d WHERE id = :id`,
);

/** The text a dossier is kept as. */
export function dossierText(dossier: Dossier): string {
  return canonicalJson(dossierSchema.parse(dossier));
}

/** Whether a dossier stands here exactly like this. */
export function isKept(db: ReadDb, dossier: Dossier): boolean {
  return db.get(kept, { id: dossier.id })?.document === dossierText(dossier);
}

/**
 * Keeps everything of a change with the records of the act, or nothing; in the transaction of the caller if there is one.
 * @throws FailureError `dossier.changedMeanwhile`, `capture.unknown`
 */
export function writeDossiers(db: WriteDb, written: DossierChange, place: AuditPlace): void {
  const { dossiers, sittings, shifts, records, at } = written;
  db.transaction(() => {
    for (const shift of shifts) writeShift(db, shift);
    for (const sitting of sittings) keepSitting(db, sitting);
    for (const each of dossiers) keepDossier(db, each, at);
    for (const id of new Set(dossiers.map(({ dossier }) => dossier.sitting))) {
      if (db.get(isOver, { sitting: id })?.over === 1) linkCaptures(db, id, []);
    }
    appendAudit(db, place, records);
  });
}

function keepSitting(db: WriteDb, sitting: Sitting): void {
  db.run(writeSitting, { id: sitting.id, document: canonicalJson(sittingSchema.parse(sitting)) });
  linkCaptures(db, sitting.id, capturesShared(sitting));
}

function keepDossier(db: WriteDb, { dossier, mark }: KeptDossier, at: string): void {
  const { id, edit } = dossier;
  const before = db.get(kept, { id });
  const document = dossierText(dossier);
  if (before?.document === document) return;
  if (before !== null && edit <= before.edit) throw new FailureError(failure('dossier.changedMeanwhile'));
  db.run(before === null ? add : change, { id, mark, at, document });
  linkCaptures(db, id, capturesNeeded(dossier));
}

type Discarding = { readonly id: string; readonly records: readonly AuditDraft[]; readonly place: AuditPlace };

/** Forgets a draft that no shift answers for, with the records of it. @throws FailureError `dossier.unknown`, `dossier.notDraft` */
export function discardDraft(db: WriteDb, { id, records, place }: Discarding): void {
  db.transaction(() => {
    const found = db.get(discardable, { id });
    if (found === null) throw new FailureError(failure('dossier.unknown'));
    if (found.draft !== 1) throw new FailureError(failure('dossier.notDraft'));
    linkCaptures(db, id, []);
    db.run(remove, { id });
    leaveSitting(db, found.sitting, id);
    appendAudit(db, place, records);
  });
}

function leaveSitting(db: WriteDb, id: string, dossier: string): void {
  const sitting = sittingOf(db, id);
  const dossiers = sitting.dossiers.filter((other) => other !== dossier);
  if (dossiers.length > 0) keepSitting(db, { ...sitting, dossiers });
  if (db.get(isOver, { sitting: id })?.over === 1) linkCaptures(db, id, []);
  if (dossiers.length === 0) db.run(removeSitting, { sitting: id });
}
