import type { Citizen, CitizenChange, CitizenField } from '#contract/citizen.ts';
import type { WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type CardRow, packCard } from './cards.ts';
import { type CitizenRow, citizenColumns } from './citizen-row.ts';
import type { Interner } from './dictionary.ts';
import { type Handle, packHandles } from './handles.ts';
import { addToNameIndex, takeFromNameIndex } from './name-index.ts';
import { changedColumns, changedFields, packCitizen } from './pack-citizen.ts';
import type { StoredCitizen } from './read-citizen.ts';
import { packRelative, type RelativeRow } from './relatives.ts';

type OfCitizen = { readonly citizen: number };
type ById = { readonly id: number };

const insertCitizen = query<CitizenRow>(
  'citizen.insert',
  `INSERT INTO citizen (${citizenColumns.join(', ')}) VALUES (${citizenColumns.map((column) => `:${column}`).join(', ')})`,
);
const deleteCitizen = query<ById>('citizen.delete', 'DELETE FROM citizen WHERE id = :id');

const addHandle = query<OfCitizen & Handle & { position: number }>(
  'handle.add',
  'INSERT INTO handle (value, kind, citizen, position) VALUES (:value, :kind, :citizen, :position)',
);
const moveHandle = query<OfCitizen & Handle & { position: number }>(
  'handle.move',
  'UPDATE handle SET position = :position WHERE value = :value AND kind = :kind AND citizen = :citizen',
);
const dropHandle = query<OfCitizen & Handle>(
  'handle.drop',
  'DELETE FROM handle WHERE value = :value AND kind = :kind AND citizen = :citizen',
);
const addCard = query<OfCitizen & CardRow>(
  'card.add',
  `INSERT INTO card (citizen, position, kind, number, issued, expires, state, rest)
   VALUES (:citizen, :position, :kind, :number, :issued, :expires, :state, :rest)`,
);
const addRelative = query<OfCitizen & RelativeRow>(
  'relative.add',
  `INSERT INTO relative (citizen, position, kind, name, number, rest)
   VALUES (:citizen, :position, :kind, :name, :number, :rest)`,
);
const putVouched = query<OfCitizen & { field: string; recording: number }>(
  'vouched.put',
  `INSERT INTO vouched (citizen, field, recording) VALUES (:citizen, :field, :recording)
   ON CONFLICT DO UPDATE SET recording = excluded.recording`,
);
const dropVouched = query<OfCitizen & { field: string }>(
  'vouched.drop',
  'DELETE FROM vouched WHERE citizen = :citizen AND field = :field',
);
const drop = {
  card: query<OfCitizen>('card.drop', 'DELETE FROM card WHERE citizen = :citizen'),
  relative: query<OfCitizen>('relative.drop', 'DELETE FROM relative WHERE citizen = :citizen'),
  finding: query<OfCitizen>('finding.drop', 'DELETE FROM finding WHERE citizen = :citizen'),
} as const;

const addChange = query<OfCitizen & { field: string; before: string; before_recording: number; recording: number }>(
  'change.add',
  `INSERT INTO change (citizen, field, before, before_recording, recording)
   VALUES (:citizen, :field, :before, :before_recording, :recording)`,
);
const layTombstone = query<{ number: number; recording: number }>(
  'tombstone.lay',
  'INSERT INTO tombstone (number, recording) VALUES (:number, :recording) ON CONFLICT (number) DO UPDATE SET recording = excluded.recording',
);
const liftTombstone = query<{ number: number }>('tombstone.lift', 'DELETE FROM tombstone WHERE number = :number');

/** The file and its dictionary, in the hands of the one who writes. */
export type Writing = { readonly db: WriteDb; readonly interner: Interner };

/** Stores somebody who is not there yet; inside a transaction. Returns the id they got. */
export function insertPerson({ db, interner }: Writing, citizen: Citizen): number {
  const row = packCitizen(citizen, interner);
  const id = db.run(insertCitizen, row).lastId;
  addToNameIndex(db, id, row);
  writeHandles(db, id, citizen);
  writeCards(db, id, citizen);
  writeRelatives(db, id, citizen);
  writeVouched({ db, interner }, id, { before: {}, after: citizen.provenance });
  db.run(liftTombstone, { number: row.number });
  return id;
}

/** Replaces a stored record by a newer state of it and keeps every value that changed; inside a transaction. */
export function updatePerson(writing: Writing, stored: StoredCitizen, { citizen, changes }: Update): void {
  const { db, interner } = writing;
  const { id, citizen: before, row } = stored;
  const fields = changedFields(before, citizen);
  const changed = changedColumns(row, { after: citizen, fields }, interner);
  writeColumns(db, id, changed);
  if ('name' in changed || 'birth' in changed || 'area' in changed) {
    takeFromNameIndex(db, id, row);
    addToNameIndex(db, id, { ...row, ...changed });
  }
  if (fields.has('oldNumbers') || fields.has('cancelledNumbers') || fields.has('contact'))
    changeHandles(db, stored, citizen);
  // A card of the holder's own number is stored without it.
  if (fields.has('cards') || fields.has('number')) {
    db.run(drop.card, { citizen: id });
    writeCards(db, id, citizen);
  }
  if (fields.has('relatives')) {
    db.run(drop.relative, { citizen: id });
    writeRelatives(db, id, citizen);
  }
  writeVouched(writing, id, { before: before.provenance, after: citizen.provenance });
  for (const change of changes) writeChange(writing, id, change);
}

/** Only what changed is written: a column that is set has its reference looked up again. */
function writeColumns(db: WriteDb, id: number, changed: Partial<CitizenRow>): void {
  const columns = Object.keys(changed);
  if (columns.length === 0) return;
  const settings = columns.map((column) => `${column} = :${column}`).join(', ');
  db.run(query<Partial<CitizenRow> & ById>('citizen.update', `UPDATE citizen SET ${settings} WHERE id = :id`), {
    ...changed,
    id,
  });
}

/** A newer state of a record, and the values it replaces. */
export type Update = { readonly citizen: Citizen; readonly changes: readonly CitizenChange[] };

/**
 * Takes somebody out with all their history: a cache holds only those it is for. What stays is the number, and who took
 * it out, when and why; inside a transaction.
 */
export function removePerson({ db }: Writing, { id, row }: StoredCitizen, recording: number): void {
  takeFromNameIndex(db, id, row);
  db.run(drop.finding, { citizen: id });
  db.run(deleteCitizen, { id });
  db.run(layTombstone, { number: row.number, recording });
}

function writeHandles(db: WriteDb, id: number, citizen: Citizen): void {
  packHandles(citizen).handles.forEach(({ kind, value }, position) => {
    db.run(addHandle, { value, kind, citizen: id, position });
  });
}

/** Numbers that stay are left alone: each stands in an index of everybody's. */
function changeHandles(db: WriteDb, { id, handles: before }: StoredCitizen, citizen: Citizen): void {
  const after = packHandles(citizen).handles;
  const placeIn = (handles: readonly Handle[], { kind, value }: Handle) =>
    handles.findIndex((each) => each.kind === kind && each.value === value);
  for (const { kind, value } of before.filter((each) => placeIn(after, each) < 0))
    db.run(dropHandle, { value, kind, citizen: id });
  after.forEach(({ kind, value }, position) => {
    const was = placeIn(before, { kind, value });
    if (was < 0) db.run(addHandle, { value, kind, citizen: id, position });
    else if (was !== position) db.run(moveHandle, { value, kind, citizen: id, position });
  });
}

function writeCards(db: WriteDb, id: number, { cards, number }: Citizen): void {
  cards.forEach((card, position) => {
    db.run(addCard, { ...packCard(card, { holder: number, position }), citizen: id });
  });
}

function writeRelatives(db: WriteDb, id: number, { relatives }: Citizen): void {
  relatives.forEach((relative, position) => {
    db.run(addRelative, { ...packRelative(relative, position), citizen: id });
  });
}

type Origins = Citizen['provenance'];

function writeVouched(
  { db, interner }: Writing,
  id: number,
  { before, after }: { before: Origins; after: Origins },
): void {
  for (const [field, given] of Object.entries(after))
    if (before[field as CitizenField] !== given)
      db.run(putVouched, { citizen: id, field, recording: interner.recordingId(given) });
  for (const field of Object.keys(before)) if (!(field in after)) db.run(dropVouched, { citizen: id, field });
}

function writeChange({ db, interner }: Writing, id: number, change: CitizenChange): void {
  db.run(addChange, {
    citizen: id,
    field: change.field,
    before: JSON.stringify(change.before),
    before_recording: interner.recordingId(change.beforeProvenance),
    recording: interner.recordingId(change.provenance),
  });
}
