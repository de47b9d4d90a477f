import type { Citizen } from '#contract/citizen.ts';
import type { Area, PersonLine } from '#contract/registry.ts';
import { identityOf } from '#domain/citizen/citizen.ts';
import { cardIdentity, compareCard } from '#domain/citizen/compare.ts';
import { zoneOf } from '#domain/citizen/comparing/sources.ts';
import { type Identity, rankCandidates } from '#domain/citizen/matching.ts';
import { createDivisions, type Divisions } from '#domain/citizen/units/divisions.ts';
import { standingOf } from '#domain/citizen/validity/standing.ts';
import type { ComparedCard, RegistryComparison, RegistryPerson, RegistrySummary } from '#ports/registry-store.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { candidatesFor } from '../registry/candidates.ts';
import { createDictionary, type Dictionary } from '../registry/dictionary.ts';
import { historyOf } from '../registry/history.ts';
import { findingsOfPerson } from '../registry/quality-figures.ts';
import { citizenById, citizenByNumber, type StoredCitizen } from '../registry/read-citizen.ts';
import { areasOfRoll } from '../registry/roll.ts';
import { loadDivisions } from '../registry/stored-divisions.ts';

type Nothing = Record<never, never>;
const countPeople = query<Nothing, { people: number }>('registry.people', 'SELECT count(*) AS people FROM citizen');
const newest = query<Nothing, { at: string | null }>(
  'registry.asOf',
  'SELECT max(at) AS at FROM (SELECT max(ended_at) AS at FROM import_run UNION ALL SELECT max(at) FROM feed)',
);
const unitName = query<{ code: number }, { name: string }>(
  'unit.name',
  "SELECT u.name || ', ' || p.name AS name FROM unit u JOIN province p ON p.code = u.province WHERE u.code = :code",
);

/** How many people there are, and how old the newest finished import or delta is. */
export function summaryOf(db: ReadDb): RegistrySummary {
  return { people: db.get(countPeople)?.people ?? 0, asOf: db.get(newest)?.at ?? null };
}

// Indexing the administrative order takes a tenth of a second; while a file is open it does not change.
const orders = new WeakMap<ReadDb, Divisions>();
const none = { since: '', source: '', provinces: [], units: [], oldUnits: [] };

/** The administrative order as the file has it. */
export function divisionsOf(db: ReadDb): Divisions {
  const known = orders.get(db);
  if (known !== undefined) return known;
  const tables = loadDivisions(db);
  const divisions = createDivisions(tables ?? none);
  if (tables !== null) orders.set(db, divisions);
  return divisions;
}

/** Names of communes in force, with their provinces, by code. */
export function namesOfUnits(db: ReadDb, codes: Iterable<string>): Readonly<Record<string, string>> {
  const names = [...new Set(codes)].map(
    (code) => [code, db.get(unitName, { code: Number(code) })?.name ?? ''] as const,
  );
  return Object.fromEntries(names.filter(([, name]) => name !== ''));
}

/** The communes people live in, the fullest first, with their names. */
export function areasWithNames(db: ReadDb): readonly Area[] {
  const areas = areasOfRoll(db);
  const names = namesOfUnits(
    db,
    areas.flatMap(({ area }) => area ?? []),
  );
  return areas.map(({ area, people }) => ({ area, people, name: area === null ? '' : (names[area] ?? area) }));
}

/** Everything there is on a person; null when nobody is stored under the handle. */
export function personOf(db: ReadDb, { id, on }: { readonly id: number; readonly on: string }): RegistryPerson | null {
  return db.snapshot(() => {
    const dictionary = createDictionary(db);
    const stored = citizenById(db, id, dictionary);
    if (stored === null) return null;
    const { citizen } = stored;
    return {
      id,
      citizen,
      history: historyOf(db, citizen.number, dictionary),
      findings: findingsOfPerson(db, citizen.number),
      standing: standingOf(citizen, on),
      lookalikes: others(db, identityOf(citizen), { of: citizen.number, dictionary }).map(lineOf),
      unitNames: namesOfUnits(db, unitsOf(citizen)),
    };
  });
}

/** A card beside the record of its number, of one moment. */
export function comparisonOf(
  db: ReadDb,
  { card, on }: { readonly card: ComparedCard; readonly on: string },
): RegistryComparison {
  return db.snapshot(() => {
    const dictionary = createDictionary(db);
    const sought = cardIdentity(card, zoneOf(card));
    const stored = recordOf(db, sought, dictionary);
    const record = stored?.citizen ?? null;
    return {
      comparison: compareCard({ ...card, record, divisions: divisionsOf(db) }),
      person: stored?.id ?? null,
      standing: record === null ? null : standingOf(record, on),
      lookalikes: others(db, sought, { of: record?.number ?? null, dictionary }).length,
    };
  });
}

/** The record a card belongs to: that of its number, or of the one person whose cancelled number it is. */
export function recordOf(db: ReadDb, sought: Identity, dictionary: Dictionary): StoredCitizen | null {
  if (sought.number === null) return null;
  const own = citizenByNumber(db, sought.number, dictionary);
  if (own !== null) return own;
  const renumbered = candidatesFor(db, sought, dictionary).filter(({ cancelledNumbers }) =>
    cancelledNumbers.includes(sought.number ?? ''),
  );
  const [only] = renumbered;
  return only === undefined || renumbered.length > 1 ? null : citizenByNumber(db, only.number, dictionary);
}

type Apart = { readonly of: string | null; readonly dictionary: Dictionary };

/** Everybody else whom the description may mean, best first: shown beside it, never taken for it. */
function others(db: ReadDb, sought: Identity, { of, dictionary }: Apart): readonly StoredCitizen[] {
  const candidates = candidatesFor(db, sought, dictionary).filter(({ number }) => number !== of);
  return rankCandidates(sought, candidates.map(identityOf)).flatMap(
    ({ who }) => citizenByNumber(db, who.number ?? '', dictionary) ?? [],
  );
}

function lineOf({ id, citizen }: StoredCitizen): PersonLine {
  const { number, name, birth, sex, permanent, death } = citizen;
  const line = { id, number, name, sex, birth: birth?.iso ?? null, area: permanent?.unit ?? null };
  return { ...line, address: permanent?.text ?? null, dead: death?.kind === 'dead' };
}

function unitsOf(citizen: Citizen): readonly string[] {
  const { birthPlace, birthRegistration, origin, permanent, temporary, current } = citizen;
  return [birthPlace, birthRegistration, origin, permanent, temporary, current].flatMap((each) => each?.unit ?? []);
}
