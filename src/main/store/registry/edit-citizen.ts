import type { Citizen, CitizenField, Provenance } from '#contract/citizen.ts';
import { type Edit, editCitizen, provenanceOf } from '#domain/citizen/citizen.ts';
import type { WriteDb } from '../database/database.ts';
import { createInterner } from './dictionary.ts';
import { forgetIdleNames } from './name-index.ts';
import { citizenByNumber, type StoredCitizen } from './read-citizen.ts';
import { updatePerson, type Writing } from './write-citizen.ts';

/** What an act of an officer did to a record. */
export type Edited =
  | { readonly kind: 'done'; readonly citizen: Citizen }
  | {
      readonly kind: 'refused';
      readonly refused: 'unknown' | 'unchanged' | 'basisMissing' | 'numberIsFixed' | 'numberTaken';
    };

/** Makes one act on one field of somebody's record, keeping what stood there. */
export function editPerson<F extends CitizenField>(db: WriteDb, number: string, edit: Edit<F>): Edited {
  return withPerson(db, number, (writing, stored) => {
    const result = editCitizen(stored.citizen, edit);
    if (!result.ok) return { kind: 'refused', refused: result.refused };
    updatePerson(writing, stored, { citizen: result.citizen, changes: [result.change] });
    return { kind: 'done', citizen: result.citizen };
  });
}

/** Gives somebody the number that was set anew (Decree 70/2024, article 11); the cancelled one stays with them for ever. */
export function renumberPerson(
  db: WriteDb,
  number: string,
  to: { readonly number: string; readonly provenance: Provenance },
): Edited {
  return withPerson(db, number, (writing, stored) => {
    if (citizenByNumber(db, to.number, writing.interner) !== null) return { kind: 'refused', refused: 'numberTaken' };
    const before = stored.citizen;
    const citizen = {
      ...before,
      number: to.number,
      cancelledNumbers: [...before.cancelledNumbers, before.number],
      provenance: { ...before.provenance, number: to.provenance },
    };
    const change = {
      number: before.number,
      field: 'number' as const,
      before: before.number,
      beforeProvenance: provenanceOf(before, 'number'),
      after: to.number,
      provenance: to.provenance,
    };
    updatePerson(writing, stored, { citizen, changes: [change] });
    return { kind: 'done', citizen };
  });
}

function withPerson(db: WriteDb, number: string, act: (writing: Writing, stored: StoredCitizen) => Edited): Edited {
  return db.transaction(() => {
    const writing = { db, interner: createInterner(db) };
    const stored = citizenByNumber(db, number, writing.interner);
    const edited: Edited = stored === null ? { kind: 'refused', refused: 'unknown' } : act(writing, stored);
    forgetIdleNames(db);
    return edited;
  });
}
