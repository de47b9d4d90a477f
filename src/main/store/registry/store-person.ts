import type { Citizen, CitizenField, Provenance } from '#contract/citizen.ts';
import { mergeCitizen } from '#domain/citizen/citizen.ts';
import { datesAgree } from '#domain/citizen/dates.ts';
import { foldedKey } from '#domain/citizen/names/fold.ts';
import { citizenByNumber } from './read-citizen.ts';
import { insertPerson, updatePerson, type Writing } from './write-citizen.ts';

/** What storing a record did. */
export type Stored = 'added' | 'changed' | 'unchanged' | 'numberTaken';

/**
 * Stores what an import or the upstream says of somebody: new, or taken into the record there is; inside a transaction.
 * A file never overwrites what an officer's act put there, and never somebody else of another name and birth. `expected`: the id they probably have.
 */
export function storePerson(writing: Writing, incoming: Citizen, expected: number | null = null): Stored {
  const stored = citizenByNumber(writing.db, incoming.number, writing.interner, expected);
  if (stored === null) {
    insertPerson(writing, incoming);
    return 'added';
  }
  const authority = incoming.recorded.source === 'upstream';
  if (!authority && isSomebodyElse(stored.citizen, incoming)) return 'numberTaken';
  const offered = authority ? incoming : withoutOverruling(stored.citizen, incoming);
  const { citizen, changes } = mergeCitizen(stored.citizen, offered);
  if (changes.length === 0 && sameBesides(stored.citizen, citizen)) return 'unchanged';
  updatePerson(writing, stored, { citizen, changes });
  return 'changed';
}

function isSomebodyElse(known: Citizen, incoming: Citizen): boolean {
  const [born, other] = [known.birth?.iso ?? null, incoming.birth?.iso ?? null];
  if (born === null || other === null || datesAgree(born, other)) return false;
  return foldedKey(known.name) !== foldedKey(incoming.name);
}

/** The incoming record with the stored value wherever an officer compared, confirmed, replaced or filled it in. */
function withoutOverruling(known: Citizen, incoming: Citizen): Citizen {
  const held = (Object.entries(known.provenance) as [CitizenField, Provenance][]).filter(([, { act }]) => act !== null);
  if (held.length === 0) return incoming;
  return { ...incoming, ...Object.fromEntries(held.map(([field]) => [field, known[field]])) };
}

function sameBesides(one: Citizen, other: Citizen): boolean {
  const besides = ({ cancelledNumbers, eId, verifiedOn, upstream }: Citizen) =>
    JSON.stringify([cancelledNumbers, eId, verifiedOn, upstream]);
  return besides(one) === besides(other);
}
