import type { Citizen, CitizenField, Provenance } from '#contract/citizen.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type CardRow, unpackCard } from './cards.ts';
import { type CitizenRow, citizenColumns, unpackCitizen } from './citizen-row.ts';
import { packDigits, unpackDigits } from './columns.ts';
import type { Dictionary } from './dictionary.ts';
import type { Handle } from './handles.ts';
import { type RelativeRow, unpackRelative } from './relatives.ts';

/** A person as stored, with the id that other tables know them by. */
export type StoredCitizen = {
  readonly id: number;
  readonly citizen: Citizen;
  readonly row: CitizenRow;
  /** In the order of their positions. */
  readonly handles: readonly Handle[];
};

type Stored = CitizenRow & { readonly id: number };
type OfCitizen = { readonly citizen: number };
type Span = { readonly from: number; readonly to: number };

const columns = `id, ${citizenColumns.join(', ')}`;
const byNumber = query<{ number: number }, Stored>(
  'citizen.byNumber',
  `SELECT ${columns} FROM citizen WHERE number = :number`,
);
const numbered = query<{ number: number }, { id: number }>(
  'citizen.id',
  'SELECT id FROM citizen WHERE number = :number',
);
const byId = query<{ id: number }, Stored>('citizen.byId', `SELECT ${columns} FROM citizen WHERE id = :id`);
const bySpan = query<Span, Stored>('citizen.bySpan', `SELECT ${columns} FROM citizen WHERE id BETWEEN :from AND :to`);

const parts = { handle: 1, card: 2, relative: 3, vouched: 4 } as const;
type Beside = OfCitizen &
  (
    | { readonly part: typeof parts.handle; readonly position: number; readonly kind: number; readonly number: number }
    | ({ readonly part: typeof parts.card } & CardRow)
    | ({ readonly part: typeof parts.relative } & RelativeRow)
    | { readonly part: typeof parts.vouched; readonly position: 0; readonly name: string; readonly number: number }
  );
// One statement for four tables: beginning one costs a reader more than a few rows do.
const besideOf = query<Span, Beside>(
  'citizen.beside',
  `SELECT ${parts.handle} AS part, citizen, position, kind, value AS number, NULL AS name, NULL AS issued, NULL AS expires,
     NULL AS state, NULL AS rest FROM handle WHERE citizen BETWEEN :from AND :to
   UNION ALL SELECT ${parts.card}, citizen, position, kind, number, NULL, issued, expires, state, rest
     FROM card WHERE citizen BETWEEN :from AND :to
   UNION ALL SELECT ${parts.relative}, citizen, position, kind, number, name, NULL, NULL, NULL, rest
     FROM relative WHERE citizen BETWEEN :from AND :to
   UNION ALL SELECT ${parts.vouched}, citizen, 0, NULL, recording, field, NULL, NULL, NULL, NULL
     FROM vouched WHERE citizen BETWEEN :from AND :to`,
);

/** The person with a number (twelve digits), or null. `expected`: the id they probably have, which is found sooner. */
export function citizenByNumber(
  db: ReadDb,
  number: string,
  dictionary: Dictionary,
  expected: number | null = null,
): StoredCitizen | null {
  const packed = packDigits(number, 12);
  if (packed === null) return null;
  const find = () => {
    const there = expected === null ? null : db.get(byId, { id: expected });
    return there?.number === packed ? there : db.get(byNumber, { number: packed });
  };
  return whole(db, find, dictionary);
}

/** The id of the person with a number, or null. */
export function idOfNumber(db: ReadDb, number: string): number | null {
  const packed = packDigits(number, 12);
  return packed === null ? null : (db.get(numbered, { number: packed })?.id ?? null);
}

/** The person stored under an id, or null. */
export function citizenById(db: ReadDb, id: number, dictionary: Dictionary): StoredCitizen | null {
  return whole(db, () => db.get(byId, { id }), dictionary);
}

/** Row and what is beside it are of the same moment, whatever is being written. */
function whole(db: ReadDb, find: () => Stored | null, dictionary: Dictionary): StoredCitizen | null {
  return db.snapshot(() => {
    const row = find();
    return row === null ? null : assemble(row, db.all(besideOf, { from: row.id, to: row.id }), dictionary);
  });
}

/** Everybody stored under ids from `from` to `to`, in one pass over each table. */
export function citizensBetween(db: ReadDb, span: Span, dictionary: Dictionary): readonly StoredCitizen[] {
  return db.snapshot(() => {
    const beside = Map.groupBy(db.all(besideOf, span), ({ citizen }) => citizen);
    return db.all(bySpan, span).map((row) => assemble(row, beside.get(row.id) ?? [], dictionary));
  });
}

function assemble(row: Stored, beside: readonly Beside[], dictionary: Dictionary): StoredCitizen {
  const holder = unpackDigits(row.number, 12);
  const handles: Handle[] = [];
  const cards: Citizen['cards'] = [];
  const relatives: Citizen['relatives'] = [];
  const provenance: Partial<Record<CitizenField, Provenance>> = {};
  for (const each of beside.toSorted((a, b) => a.position - b.position)) {
    if (each.part === parts.handle) handles.push({ kind: each.kind, value: each.number });
    else if (each.part === parts.card) cards.push(unpackCard(each, holder));
    else if (each.part === parts.relative) relatives.push(unpackRelative(each));
    else provenance[each.name as CitizenField] = dictionary.recording(each.number);
  }
  const citizen = unpackCitizen(row, { handles, cards, relatives, provenance }, dictionary);
  return { id: row.id, row, handles, citizen };
}
