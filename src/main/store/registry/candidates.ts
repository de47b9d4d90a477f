import type { Citizen } from '#contract/citizen.ts';
import type { Identity } from '#domain/citizen/matching.ts';
import { foldedKey } from '#domain/citizen/names/fold.ts';
import { mrzPrefixKey } from '#domain/citizen/names/mrz-name.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { packDigits, packIso } from './columns.ts';
import type { Dictionary } from './dictionary.ts';
import { handleKinds } from './handles.ts';
import { citizenById, citizenByNumber } from './read-citizen.ts';

type Ids = { readonly citizen: number };

const byHandle = query<{ value: number; kind: number }, Ids>(
  'candidates.handle',
  'SELECT citizen FROM handle WHERE value = :value AND kind = :kind LIMIT 50',
);
const byNameAndBirth = query<{ folded: string; from: number; to: number }, Ids>(
  'candidates.nameAndBirth',
  `SELECT k.citizen FROM folded_name n CROSS JOIN name_key k ON k.name = n.id
   WHERE n.folded = :folded AND k.birth BETWEEN :from AND :to LIMIT 50`,
);
const byBeginning = query<{ folded: string; end: string; from: number; to: number }, Ids>(
  'candidates.beginning',
  `SELECT k.citizen FROM folded_name n CROSS JOIN name_key k ON k.name = n.id
   WHERE n.folded >= :folded AND n.folded < :end AND k.birth BETWEEN :from AND :to LIMIT 50`,
);

/**
 * Everybody whom a description may mean: by number (also cancelled), nine-digit number, name and birth, and the beginning
 * of a name as a zone has it. Who of them it is, is for `rankCandidates` to propose and an officer to decide.
 */
export function candidatesFor(db: ReadDb, sought: Identity, dictionary: Dictionary): readonly Citizen[] {
  return db.snapshot(() => {
    const found = new Map<number, Citizen>();
    const take = (ids: readonly Ids[]) => {
      for (const { citizen: id } of ids) {
        const stored = found.has(id) ? null : citizenById(db, id, dictionary);
        if (stored !== null) found.set(id, stored.citizen);
      }
    };
    const own = sought.number === null ? null : citizenByNumber(db, sought.number, dictionary);
    if (own !== null) found.set(own.id, own.citizen);
    const handle = (value: number | null, kind: number) =>
      take(value === null ? [] : db.all(byHandle, { value, kind }));
    if (sought.number !== null) handle(packDigits(sought.number, 12), handleKinds.cancelledNumber);
    for (const old of sought.oldNumbers) handle(packDigits(old, 9), handleKinds.oldNumber);
    for (const number of sought.cancelledNumbers) {
      const renewed = citizenByNumber(db, number, dictionary);
      if (renewed !== null) found.set(renewed.id, renewed.citizen);
    }
    take(byNames(db, sought));
    return [...found.values()];
  });
}

function byNames(db: ReadDb, { name, mrzName, birth }: Identity): readonly Ids[] {
  const span = birthSpan(birth);
  if (span === null) return [];
  const whole = name === null ? [] : db.all(byNameAndBirth, { folded: foldedKey(name), ...span });
  return mrzName === null ? whole : [...whole, ...byZone(db, mrzName, span)];
}

function byZone(db: ReadDb, field: string, span: BirthSpan): readonly Ids[] {
  const typed = mrzPrefixKey(field);
  if (typed === '') return [];
  // A zone cut within a word may end in a y that belongs to a longer word, where it is no i.
  const keys = new Set([foldedKey(typed), typed]);
  return [...keys].flatMap((folded) => db.all(byBeginning, { folded, end: `${folded}\u{10ffff}`, ...span }));
}

type BirthSpan = { readonly from: number; readonly to: number };

/** The stored dates a birth date may agree with: where either is known to the year alone, the year decides. */
function birthSpan(birth: string | null): BirthSpan | null {
  const packed = packIso(birth);
  if (packed === 0) return null;
  const year = Math.floor(packed / 10_000) * 10_000;
  return { from: year, to: year + 9_999 };
}
