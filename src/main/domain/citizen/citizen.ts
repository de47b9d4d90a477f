import {
  type Address,
  type Citizen,
  type CitizenChange,
  type CitizenField,
  citizenFields,
  type DeathKind,
  type Provenance,
} from '#contract/citizen.ts';
import type { Identity } from './matching.ts';
import { type NameKeys, nameKeys } from './names/fold.ts';

/** A record with nothing known but number and name. */
export function newCitizen(number: string, name: string, recorded: Provenance): Citizen {
  return {
    number,
    name,
    otherNames: [],
    birth: null,
    sex: 'unknown',
    birthPlace: null,
    birthRegistration: null,
    origin: null,
    ethnicity: null,
    religion: null,
    nationalities: [],
    bloodGroup: null,
    oldNumbers: [],
    cards: [],
    relatives: [],
    permanent: null,
    temporary: null,
    current: null,
    absence: null,
    residenceFile: null,
    marital: null,
    relationToHead: null,
    household: null,
    death: null,
    contact: { phones: [], emails: [] },
    other: {},
    cancelledNumbers: [],
    eId: null,
    verifiedOn: null,
    provenance: {},
    recorded,
    upstream: null,
  };
}

/** Who vouches for a field of a record. */
export function provenanceOf(citizen: Citizen, field: CitizenField): Provenance {
  return citizen.provenance[field] ?? citizen.recorded;
}

/** A change of one field: its new value, and who makes it on what basis. */
export type Edit<F extends CitizenField = CitizenField> = {
  readonly field: F;
  readonly value: Citizen[F];
  readonly provenance: Provenance;
};

/** A change made, or why it was refused: the same value again, no basis for replacing a value, a change of the number. */
export type EditResult =
  | { readonly ok: true; readonly citizen: Citizen; readonly change: CitizenChange }
  | { readonly ok: false; readonly refused: 'unchanged' | 'basisMissing' | 'numberIsFixed' };

/**
 * Changes one field and keeps what stood there. An officer's cập nhật needs a basis document; the number itself is never
 * edited (hủy, xác lập lại số is a procedure of its own). đối chiếu and xác thực may confirm an unchanged value.
 */
export function editCitizen<F extends CitizenField>(citizen: Citizen, edit: Edit<F>): EditResult {
  const { field, value, provenance } = edit;
  if (field === 'number') return { ok: false, refused: 'numberIsFixed' };
  const same = sameValue(citizen[field], value);
  const confirms = provenance.act === 'doiChieu' || provenance.act === 'xacThuc';
  if (same && !confirms) return { ok: false, refused: 'unchanged' };
  if (provenance.act === 'capNhat' && (provenance.basis ?? '') === '') return { ok: false, refused: 'basisMissing' };
  return {
    ok: true,
    citizen: {
      ...citizen,
      [field]: value,
      provenance: { ...citizen.provenance, [field]: provenance },
      verifiedOn: confirms ? provenance.at.slice(0, 10) : citizen.verifiedOn,
    },
    change: changeOf(citizen, edit),
  };
}

function changeOf(citizen: Citizen, { field, value, provenance }: Edit): CitizenChange {
  return {
    number: citizen.number,
    field,
    before: citizen[field],
    beforeProvenance: provenanceOf(citizen, field),
    after: value,
    provenance,
  };
}

/**
 * Takes a newer state of a record (an import, a delta of the downlink) in: the incoming values become current, and every
 * value they replace is returned as a change to be kept. An absent incoming value never wipes a known one out.
 */
export function mergeCitizen(
  current: Citizen,
  incoming: Citizen,
): { citizen: Citizen; changes: readonly CitizenChange[] } {
  const changes: CitizenChange[] = [];
  const taken: Partial<Record<CitizenField, unknown>> = {};
  const vouched: Citizen['provenance'] = {};
  // Asked of every field of every record of a delta: most are null or as they were, which is told soonest.
  for (const field of citizenFields) {
    const value = incoming[field];
    if (value === null || field === 'number' || sameValue(current[field], value) || isAbsent(value)) continue;
    const provenance = provenanceOf(incoming, field);
    changes.push(changeOf(current, { field, value, provenance }));
    taken[field] = value;
    vouched[field] = provenance;
  }
  const { cancelledNumbers } = incoming;
  return {
    citizen: {
      ...current,
      ...(taken as Partial<Citizen>),
      provenance: { ...current.provenance, ...vouched },
      cancelledNumbers:
        cancelledNumbers.length === 0
          ? current.cancelledNumbers
          : [...new Set([...current.cancelledNumbers, ...cancelledNumbers])],
      eId: incoming.eId ?? current.eId,
      verifiedOn: later(current.verifiedOn, incoming.verifiedOn),
      upstream: incoming.upstream ?? current.upstream,
    },
    changes,
  };
}

function later(one: string | null, other: string | null): string | null {
  return (one ?? '') > (other ?? '') ? one : other;
}

function isAbsent(value: unknown): boolean {
  if (value === null || value === '' || value === 'unknown') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isAbsent);
}

function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) && Array.isArray(other)) return sameItems(one, other);
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) if (!(Object.hasOwn(b, key) && sameValue(a[key], b[key]))) return false;
  return true;
}

function sameItems(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (!sameValue(one[at], other[at])) return false;
  return true;
}

/** What a field said at a moment (ISO date and time), and who vouched for it then; `changes` are those of this person. */
export function valueAt(
  citizen: Citizen,
  {
    field,
    at,
    changes,
  }: { readonly field: CitizenField; readonly at: string; readonly changes: readonly CitizenChange[] },
): { readonly value: unknown; readonly provenance: Provenance } {
  const next = changes
    .filter((change) => change.field === field && change.provenance.at > at)
    .sort((a, b) => a.provenance.at.localeCompare(b.provenance.at))[0];
  return next === undefined
    ? { value: citizen[field], provenance: provenanceOf(citizen, field) }
    : { value: next.before, provenance: next.beforeProvenance };
}

/** What the card prints as nơi cư trú: thường trú, else tạm trú, else nơi ở hiện tại (Circular 17/2024, article 4). */
export function printedResidence(
  citizen: Citizen,
): { readonly from: 'permanent' | 'temporary' | 'current'; readonly address: Address } | null {
  for (const from of ['permanent', 'temporary', 'current'] as const) {
    const address = citizen[from];
    if (address !== null) return { from, address };
  }
  return null;
}

/** Why nothing may be taken in or handed over for somebody: they are dead or missing. Null when nothing stands against it. */
export function intakeBlock(citizen: Citizen): DeathKind | null {
  return citizen.death?.kind ?? null;
}

/** A record as the matching takes it. */
export function identityOf(citizen: Citizen): Identity {
  return {
    number: citizen.number,
    cancelledNumbers: citizen.cancelledNumbers,
    oldNumbers: citizen.oldNumbers,
    name: citizen.name,
    mrzName: null,
    birth: citizen.birth?.iso ?? null,
    sex: citizen.sex,
  };
}

/**
 * The keys a store finds somebody by; equal keys mean what `names/fold.ts` says they mean. `foldedKey` also holds the words a
 * name is searched by.
 */
export type CitizenKeys = NameKeys & {
  readonly birth: string | null;
  /** Commune the person lives in, for areas and indicators. */
  readonly unit: string | null;
};

/** The keys of a record. */
export function keysOf(citizen: Citizen): CitizenKeys {
  return {
    ...nameKeys(citizen.name),
    birth: citizen.birth?.iso ?? null,
    unit: printedResidence(citizen)?.address.unit ?? null,
  };
}
