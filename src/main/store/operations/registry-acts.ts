import type { Citizen, Provenance } from '#contract/citizen.ts';
import type { ComparedField } from '#contract/comparison.ts';
import { type Edit, intakeBlock } from '#domain/citizen/citizen.ts';
import { cardIdentity, compareCard } from '#domain/citizen/compare.ts';
import { zoneOf } from '#domain/citizen/comparing/sources.ts';
import { editFromCard } from '#domain/citizen/take-from-card.ts';
import type { CardConfirming, CardTaking, ComparedCard, TakingRefusal } from '#ports/registry-store.ts';
import type { WriteDb } from '../database/database.ts';
import { createDictionary } from '../registry/dictionary.ts';
import { editPerson } from '../registry/edit-citizen.ts';
import { checkPerson } from '../registry/quality-check.ts';
import { divisionsOf, recordOf } from './registry-view.ts';

/** Takes fields of a card into the record of its number, all or none, and judges the record again. Null when done. */
export function takeFromCard(db: WriteDb, taking: CardTaking, now: Date): TakingRefusal | null {
  const { card, by, reason, on } = taking;
  const provenance = { at: now.toISOString(), by, reason };
  return acting(db, { card, on }, (number) => {
    for (const field of once(taking.fields)) {
      const edit = editOf(db, field, { card, provenance });
      if (edit === null || editPerson(db, number, edit).kind === 'refused') throw new Undone('nothingToTake');
    }
  });
}

/**
 * Notes that card and record were compared and agree, as an act on the name: what is confirmed is that this is the person.
 * Null when done.
 */
export function confirmByCard(db: WriteDb, { card, act, by, on }: CardConfirming, now: Date): TakingRefusal | null {
  return acting(db, { card, on }, (number) => {
    const citizen = recordFor(db, card);
    if (citizen === null || differs(db, card, citizen)) throw new Undone('contradicted');
    const provenance = { source: 'chip', at: now.toISOString(), by, act, basis: null, reason: null } as const;
    editPerson(db, number, { field: 'name', value: citizen.name, provenance });
  });
}

/** Why an act is undone. */
class Undone extends Error {
  readonly refusal: TakingRefusal;

  constructor(refusal: TakingRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

type Acting = { readonly card: ComparedCard; readonly on: string };

function acting(db: WriteDb, { card, on }: Acting, act: (number: string) => void): TakingRefusal | null {
  const number = card.holder?.number?.value ?? null;
  try {
    db.transaction(() => {
      const citizen = recordFor(db, card);
      if (citizen === null || citizen.number !== number) throw new Undone('unknown');
      if (intakeBlock(citizen) !== null) throw new Undone('dead');
      if (!card.genuine || compared(db, card, citizen).level === 'blocking') throw new Undone('contradicted');
      act(citizen.number);
    });
  } catch (error) {
    if (error instanceof Undone) return error.refusal;
    throw error;
  }
  if (number !== null) checkPerson(db, number, { divisions: divisionsOf(db), on });
  return null;
}

function editOf(
  db: WriteDb,
  field: ComparedField,
  { card, provenance }: { readonly card: ComparedCard; readonly provenance: Pick<Provenance, 'at' | 'by' | 'reason'> },
): Edit | null {
  const citizen = recordFor(db, card);
  const { holder } = card;
  if (citizen === null || holder === null) return null;
  const comparison = compared(db, card, citizen);
  return editFromCard(citizen, field, { holder, comparison, provenance, divisions: divisionsOf(db) });
}

const recordFor = (db: WriteDb, card: ComparedCard): Citizen | null =>
  recordOf(db, cardIdentity(card, zoneOf(card)), createDictionary(db))?.citizen ?? null;

const compared = (db: WriteDb, card: ComparedCard, record: Citizen) =>
  compareCard({ ...card, record, divisions: divisionsOf(db) });

function differs(db: WriteDb, card: ComparedCard, record: Citizen): boolean {
  const { level } = compared(db, card, record);
  return level === 'warning' || level === 'blocking';
}

/** Issue and end of a card are one value of the record. */
function once(fields: readonly ComparedField[]): readonly ComparedField[] {
  const different = [...new Set(fields)];
  return different.includes('issued') ? different.filter((field) => field !== 'expiry') : different;
}
