import { type Shift, shiftSchema } from '#contract/shift.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';

type Row = { readonly document: string };

const write = query<{ id: string; document: string }>(
  'shift.write',
  `INSERT INTO shift (id, document) VALUES (:id, :document)
   ON CONFLICT (id) DO UPDATE SET document = excluded.document WHERE document IS NOT excluded.document`,
);
const byId = query<{ id: string }, Row>('shift.one', 'SELECT document FROM shift WHERE id = :id');
const openAt = query<{ station: string }, Row>(
  'shift.open',
  'SELECT document FROM shift WHERE station = :station AND closed_at IS NULL',
);
const newest = query<{ limit: number }, Row>(
  'shift.newest',
  'SELECT document FROM shift ORDER BY id DESC LIMIT :limit',
);

const read = ({ document }: Row): Shift => shiftSchema.parse(JSON.parse(document));

/** Writes a shift as it is given, in the transaction of the caller. That it loses no dossier and stays closed the file sees to. */
export function writeShift(db: WriteDb, shift: Shift): void {
  db.run(write, { id: shift.id, document: canonicalJson(shiftSchema.parse(shift)) });
}

/** A shift by its number, or null. */
export function shiftOf(db: ReadDb, id: string): Shift | null {
  const row = db.get(byId, { id });
  return row === null ? null : read(row);
}

/** The shift that is open at a station, or null. */
export function openShiftAt(db: ReadDb, station: string): Shift | null {
  const row = db.get(openAt, { station });
  return row === null ? null : read(row);
}

/** The last shifts, newest first. */
export function newestShifts(db: ReadDb, limit: number): readonly Shift[] {
  return db.all(newest, { limit }).map(read);
}
