import {
  type Address,
  addressMappings,
  type ChangeAct,
  type Coded,
  type Provenance,
  type Source,
} from '#contract/citizen.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { packOneOf, packUnit, unpackOneOf, unpackUnit } from './columns.ts';

/** Texts that many records share, by the id they are stored under. What an id stands for never changes. */
export type Dictionary = {
  coded(id: number): Coded;
  place(id: number): Place;
  recording(id: number): Provenance;
  household(id: number): string;
};

/** The end of an address with the units it stands for. */
export type Place = Address;

/** A dictionary that makes an id for what has none yet; only inside a transaction. */
export type Interner = Dictionary & {
  codedId(coded: Coded): number;
  placeId(place: Place): number;
  recordingId(provenance: Provenance): number;
  householdId(code: string): number;
  /** Forgets every id: after a transaction that was undone. */
  forget(): void;
};

type ById = { id: number };
type CodedRow = { readonly list: string; readonly code: string; readonly name: string };
type PlaceRow = { readonly text: string; readonly unit: number; readonly old_unit: number; readonly mapping: number };
type RecordingRow = {
  readonly source: string;
  readonly at: string;
  readonly by: string;
  readonly act: string | null;
  readonly basis: string | null;
  readonly reason: string | null;
};

const codedById = query<ById, CodedRow>('coded.byId', 'SELECT list, code, name FROM coded WHERE id = :id');
const placeById = query<ById, PlaceRow>('place.byId', 'SELECT text, unit, old_unit, mapping FROM place WHERE id = :id');
const recordingById = query<ById, RecordingRow>(
  'recording.byId',
  'SELECT source, at, by, act, basis, reason FROM recording WHERE id = :id',
);
const householdById = query<ById, { code: string }>('household.byId', 'SELECT code FROM household WHERE id = :id');

const findCoded = query<CodedRow, ById>(
  'coded.find',
  'SELECT id FROM coded WHERE list = :list AND name = :name AND code = :code',
);
const addCoded = query<CodedRow>('coded.add', 'INSERT INTO coded (list, code, name) VALUES (:list, :code, :name)');
const findPlace = query<PlaceRow, ById>(
  'place.find',
  'SELECT id FROM place WHERE text = :text AND unit = :unit AND old_unit = :old_unit AND mapping = :mapping',
);
const addPlace = query<PlaceRow>(
  'place.add',
  'INSERT INTO place (text, unit, old_unit, mapping) VALUES (:text, :unit, :old_unit, :mapping)',
);
const findRecording = query<RecordingRow, ById>(
  'recording.find',
  `SELECT id FROM recording
   WHERE at = :at AND source = :source AND by = :by AND act IS :act AND basis IS :basis AND reason IS :reason`,
);
const addRecording = query<RecordingRow>(
  'recording.add',
  'INSERT INTO recording (source, at, by, act, basis, reason) VALUES (:source, :at, :by, :act, :basis, :reason)',
);
const findHousehold = query<{ code: string }, ById>('household.find', 'SELECT id FROM household WHERE code = :code');
const addHousehold = query<{ code: string }>('household.add', 'INSERT INTO household (code) VALUES (:code)');

/** How many entries of each kind are remembered; a dictionary larger than that is asked of the file again. */
const remembered = 50_000;

/** Reads the dictionary of a file, remembering what was read. */
export function createDictionary(db: ReadDb): Dictionary {
  const known = <T>(read: (id: number) => T | null) => {
    const memory = new Map<number, T>();
    return (id: number) => recall(memory, id, () => need(read(id)));
  };
  return {
    coded: known((id) =>
      map(db.get(codedById, { id }), ({ list, code, name }) => ({ list, code: code === '' ? null : code, name })),
    ),
    place: known((id) => map(db.get(placeById, { id }), placeOf)),
    recording: known((id) =>
      map(db.get(recordingById, { id }), (row) => ({
        ...row,
        source: row.source as Source,
        act: row.act as ChangeAct | null,
      })),
    ),
    household: known((id) => map(db.get(householdById, { id }), ({ code }) => code)),
  };
}

/** The dictionary of the file's one writer. */
export function createInterner(db: WriteDb): Interner {
  let dictionary = createDictionary(db);
  const memory = new Map<string, number>();
  // One provenance is that of every record of an import, and is asked for with each of their values.
  let recordings = new WeakMap<Provenance, number>();
  const id = (key: string, find: () => ById | null, add: () => number) =>
    recall(memory, key, () => find()?.id ?? add());
  return {
    coded: (at) => dictionary.coded(at),
    place: (at) => dictionary.place(at),
    recording: (at) => dictionary.recording(at),
    household: (at) => dictionary.household(at),
    codedId: (coded) => {
      const row = { list: coded.list, code: coded.code ?? '', name: coded.name };
      const key = `c${row.list}|${row.code}|${row.name}`;
      return id(
        key,
        () => db.get(findCoded, row),
        () => db.run(addCoded, row).lastId,
      );
    },
    placeId: (place) => {
      const { text, mapping } = place;
      const row = {
        text,
        unit: packUnit(place.unit),
        old_unit: packUnit(place.oldUnit),
        mapping: packOneOf(addressMappings, mapping),
      };
      const key = `p${row.unit}|${row.old_unit}|${row.mapping}|${text}`;
      return id(
        key,
        () => db.get(findPlace, row),
        () => db.run(addPlace, row).lastId,
      );
    },
    recordingId: (provenance) => {
      const known = recordings.get(provenance);
      if (known !== undefined) return known;
      const { source, at, by, act, basis, reason } = provenance;
      const row = { source, at, by, act, basis, reason };
      const made = id(
        `r${at}|${source}|${by}|${act}|${basis}|${reason}`,
        () => db.get(findRecording, row),
        () => db.run(addRecording, row).lastId,
      );
      recordings.set(provenance, made);
      return made;
    },
    householdId: (code) =>
      id(
        `h${code}`,
        () => db.get(findHousehold, { code }),
        () => db.run(addHousehold, { code }).lastId,
      ),
    forget: () => {
      dictionary = createDictionary(db);
      memory.clear();
      recordings = new WeakMap();
    },
  };
}

function placeOf({ text, unit, old_unit, mapping }: PlaceRow): Place {
  return {
    text,
    unit: unpackUnit(unit),
    oldUnit: unpackUnit(old_unit),
    mapping: unpackOneOf(addressMappings, mapping),
  };
}

function recall<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  if (memory.size >= remembered) memory.clear();
  const made = make();
  memory.set(key, made);
  return made;
}

function map<T, R>(value: T | null, f: (value: T) => R): R | null {
  return value === null ? null : f(value);
}

function need<T>(value: T | null): T {
  if (value === null) throw new Error('an entry of the dictionary is missing');
  return value;
}
