import { dossierSchema, type Sitting, sittingSchema } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { DraftOwner, KeptDossier, ShiftDossier, StatePage } from '#ports/dossier-store.ts';
import type { ReadDb } from '../database/database.ts';
import { type NoParameters, query } from '../database/query.ts';

type Row = { readonly mark: string; readonly document: string };

/** States of a dossier that is to be gone on with: one that is still being taken in, one that came back. */
const draft = "state IN ('new', 'capturing', 'awaitingCorrection', 'awaitingSignature', 'returned')";
const order = "ORDER BY state = 'returned' DESC, updated_at DESC, id DESC";

const byId = query<{ id: string }, Row>('dossier.one', 'SELECT mark, document FROM dossier WHERE id = :id');
const draftsOfOfficer = query<{ officer: string }, Row>(
  'dossier.draftsOfOfficer',
  `SELECT mark, document FROM dossier WHERE ${draft} AND officer = :officer ${order}`,
);
const draftsOfShift = query<{ shift: string }, Row>(
  'dossier.draftsOfShift',
  `SELECT mark, document FROM dossier WHERE ${draft} AND shift = :shift ${order}`,
);
const ofMark = query<{ mark: string }, Row>(
  'dossier.ofPerson',
  'SELECT mark, document FROM dossier WHERE mark = :mark ORDER BY id',
);
const inState = query<{ state: string; after: string; limit: number }, Row>(
  'dossier.inState',
  'SELECT mark, document FROM dossier WHERE state = :state AND id > :after ORDER BY id LIMIT :limit',
);
const counts = query<NoParameters, { state: DossierState; count: number }>(
  'dossier.counts',
  'SELECT state, count(*) AS count FROM dossier GROUP BY state',
);
const firstDue = query<{ state: string }, { due: string | null }>(
  'dossier.firstDue',
  "SELECT min(document ->> '$.deadline.due') AS due FROM dossier WHERE state = :state",
);
const ofShift = query<{ shift: string }, ShiftDossier>(
  'dossier.ofShift',
  'SELECT id, state, shift FROM dossier WHERE shift = :shift ORDER BY id',
);
const sittingById = query<{ id: string }, { document: string }>(
  'sitting.one',
  'SELECT document FROM sitting WHERE id = :id',
);

const read = ({ mark, document }: Row): KeptDossier => ({ dossier: dossierSchema.parse(JSON.parse(document)), mark });
const unknown = () => new FailureError(failure('dossier.unknown'));

/** A dossier as it was last kept. @throws FailureError `dossier.unknown` */
export function dossierOf(db: ReadDb, id: string): KeptDossier {
  const row = db.get(byId, { id });
  if (row === null) throw unknown();
  return read(row);
}

/** What is to be gone on with: what came back first, then drafts, the last one touched first. */
export function draftsOf(db: ReadDb, of: DraftOwner): readonly KeptDossier[] {
  const rows = 'officer' in of ? db.all(draftsOfOfficer, of) : db.all(draftsOfShift, of);
  return rows.map(read);
}

/** Every dossier of a person, oldest first. */
export function dossiersOfPerson(db: ReadDb, mark: string): readonly KeptDossier[] {
  return db.all(ofMark, { mark }).map(read);
}

/** Dossiers in a state by their numbers, which grow with time. */
export function dossiersInState(db: ReadDb, { state, after, limit }: StatePage): readonly KeptDossier[] {
  return db.all(inState, { state, after: after ?? '', limit }).map(read);
}

/** How many dossiers are in each state. */
export function dossierCounts(db: ReadDb): Readonly<Partial<Record<DossierState, number>>> {
  return Object.fromEntries(db.all(counts).map(({ state, count }) => [state, count]));
}

/** The first day a dossier in a state is due, or null. */
export function firstDueOf(db: ReadDb, state: DossierState): string | null {
  return db.get(firstDue, { state })?.due ?? null;
}

/** Every dossier that says it is of this shift. */
export function dossiersOfShift(db: ReadDb, shift: string): readonly ShiftDossier[] {
  return db.all(ofShift, { shift });
}

/** A sitting as it was last kept. @throws FailureError `dossier.unknown` */
export function sittingOf(db: ReadDb, id: string): Sitting {
  const row = db.get(sittingById, { id });
  if (row === null) throw unknown();
  return sittingSchema.parse(JSON.parse(row.document));
}
