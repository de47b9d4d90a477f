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
export type StoredCitizen = { readonly id: number; readonly citizen: Citizen; readonly row: CitizenRow };

type Stored = CitizenRow & { readonly id: number };
type OfCitizen = { readonly citizen: number };
type Span = { readonly from: number; readonly to: number };
type VouchedRow = { readonly field: string; readonly recording: number };

const columns = `id, ${citizenColumns.join(', ')}`;
const byNumber = query<{ number: number }, Stored>(
  'citizen.byNumber',
  `SELECT ${columns} FROM citizen WHERE number = :number`,
);
const byId = query<{ id: number }, Stored>('citizen.byId', `SELECT ${columns} FROM citizen WHERE id = :id`);
const bySpan = query<Span, Stored>('citizen.bySpan', `SELECT ${columns} FROM citizen WHERE id BETWEEN :from AND :to`);

const spans = {
  handles: 'SELECT citizen, kind, value FROM handle WHERE citizen BETWEEN :from AND :to ORDER BY citizen, position',
  cards: `SELECT citizen, position, kind, number, issued, expires, state, rest FROM card
    WHERE citizen BETWEEN :from AND :to ORDER BY citizen, position`,
  relatives: `SELECT citizen, position, kind, name, number, rest FROM relative
    WHERE citizen BETWEEN :from AND :to ORDER BY citizen, position`,
  vouched: 'SELECT citizen, field, recording FROM vouched WHERE citizen BETWEEN :from AND :to',
} as const;
const handlesOf = query<Span, OfCitizen & Handle>('handle.bySpan', spans.handles);
const cardsOf = query<Span, OfCitizen & CardRow>('card.bySpan', spans.cards);
const relativesOf = query<Span, OfCitizen & RelativeRow>('relative.bySpan', spans.relatives);
const vouchedOf = query<Span, OfCitizen & VouchedRow>('vouched.bySpan', spans.vouched);

/** The person with a number (twelve digits), or null. */
export function citizenByNumber(db: ReadDb, number: string, dictionary: Dictionary): StoredCitizen | null {
  const packed = packDigits(number, 12);
  const row = packed === null ? null : db.get(byNumber, { number: packed });
  return row === null ? null : whole(db, row, dictionary);
}

/** The person stored under an id, or null. */
export function citizenById(db: ReadDb, id: number, dictionary: Dictionary): StoredCitizen | null {
  const row = db.get(byId, { id });
  return row === null ? null : whole(db, row, dictionary);
}

/** Everybody stored under ids from `from` to `to`, in one pass over each table. */
export function citizensBetween(db: ReadDb, span: Span, dictionary: Dictionary): readonly StoredCitizen[] {
  const handles = Map.groupBy(db.all(handlesOf, span), ofCitizen);
  const cards = Map.groupBy(db.all(cardsOf, span), ofCitizen);
  const relatives = Map.groupBy(db.all(relativesOf, span), ofCitizen);
  const vouched = Map.groupBy(db.all(vouchedOf, span), ofCitizen);
  return db.all(bySpan, span).map((row) => {
    const { id } = row;
    const rows = {
      handles: handles.get(id),
      cards: cards.get(id),
      relatives: relatives.get(id),
      vouched: vouched.get(id),
    };
    return assemble(row, rows, dictionary);
  });
}

function ofCitizen({ citizen }: OfCitizen): number {
  return citizen;
}

function whole(db: ReadDb, row: Stored, dictionary: Dictionary): StoredCitizen {
  const span = { from: row.id, to: row.id };
  const rows = {
    handles: db.all(handlesOf, span),
    cards: db.all(cardsOf, span),
    relatives: db.all(relativesOf, span),
    vouched: db.all(vouchedOf, span),
  };
  return assemble(row, rows, dictionary);
}

type Rows = {
  readonly handles: readonly Handle[] | undefined;
  readonly cards: readonly CardRow[] | undefined;
  readonly relatives: readonly RelativeRow[] | undefined;
  readonly vouched: readonly VouchedRow[] | undefined;
};

function assemble(
  row: Stored,
  { handles = [], cards = [], relatives = [], vouched = [] }: Rows,
  dictionary: Dictionary,
): StoredCitizen {
  const holder = unpackDigits(row.number, 12);
  const provenance: Partial<Record<CitizenField, Provenance>> = {};
  for (const { field, recording } of vouched) provenance[field as CitizenField] = dictionary.recording(recording);
  const beside = {
    handles,
    cards: cards.map((card) => unpackCard(card, holder)),
    relatives: relatives.map(unpackRelative),
    provenance,
  };
  return { id: row.id, row, citizen: unpackCitizen(row, beside, dictionary) };
}
