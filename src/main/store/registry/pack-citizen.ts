import type { Citizen } from '#contract/citizen.ts';
import { printedResidence } from '#domain/citizen/citizen.ts';
import { type AddressField, addressFields, packAddress } from './addresses.ts';
import { type CitizenRow, packSex } from './citizen-row.ts';
import { oddText, packDigits, packIso, packUnit } from './columns.ts';
import type { Interner } from './dictionary.ts';
import { packHandles } from './handles.ts';

type Draft = { -readonly [C in keyof CitizenRow]: CitizenRow[C] };

/** How a column or two are made, and from which fields. */
type Filling = {
  readonly from: readonly (keyof Citizen)[];
  readonly fill: (row: Draft, citizen: Citizen, interner: Interner) => void;
};

function filling<C extends keyof CitizenRow>(
  from: readonly (keyof Citizen)[],
  column: C,
  make: (citizen: Citizen, interner: Interner) => CitizenRow[C],
): Filling {
  return {
    from,
    fill: (row, citizen, interner) => {
      row[column] = make(citizen, interner);
    },
  };
}

const fillings: readonly Filling[] = [
  filling(['number'], 'number', ({ number }) => Number(number)),
  filling(['name'], 'name', ({ name }) => name),
  filling(['birth'], 'birth', ({ birth }) => packIso(birth?.iso ?? null)),
  filling(['sex'], 'sex', ({ sex }) => packSex(sex)),
  filling(['permanent', 'temporary', 'current'], 'area', areaOf),
  filling(['recorded'], 'recording', ({ recorded }, interner) => interner.recordingId(recorded)),
  codedFilling('ethnicity', 'ethnicity'),
  codedFilling('religion', 'religion'),
  codedFilling('bloodGroup', 'blood'),
  codedFilling('marital', 'marital'),
  codedFilling('relationToHead', 'relation_to_head'),
  filling(['household'], 'household', ({ household }, interner) =>
    household === null ? null : interner.householdId(household.id),
  ),
  filling(['household'], 'head', ({ household }) => packDigits(household?.head ?? null, 12)),
  filling(['nationalities'], 'nationalities', ({ nationalities }) =>
    nationalities.length === 0 ? null : nationalities.join('\n'),
  ),
  ...(Object.keys(addressFields) as AddressField[]).map(addressFilling),
  filling(['residenceFile'], 'residence_file', ({ residenceFile }) => residenceFile),
  filling(['death'], 'death', packDeath),
  filling(['eId'], 'e_id', ({ eId }) => (eId === null ? null : eId.level + (eId.locked ? 10 : 0))),
  filling(['verifiedOn'], 'verified_on', ({ verifiedOn }) => (verifiedOn === null ? null : packIso(verifiedOn))),
  filling(['upstream'], 'upstream_version', ({ upstream }) => upstream?.version ?? null),
  filling(['upstream'], 'upstream_hash', ({ upstream }) => upstream?.hash ?? null),
  filling(
    [
      ...(['birth', 'death', 'household', 'otherNames', 'oldNumbers', 'cancelledNumbers', 'contact'] as const),
      ...(['absence', 'other'] as const),
    ],
    'rest',
    packRest,
  ),
];

function codedFilling(
  field: 'ethnicity' | 'religion' | 'bloodGroup' | 'marital' | 'relationToHead',
  column: 'ethnicity' | 'religion' | 'blood' | 'marital' | 'relation_to_head',
): Filling {
  return filling([field], column, ({ [field]: value }, interner) => (value === null ? null : interner.codedId(value)));
}

function addressFilling(field: AddressField): Filling {
  const [detail, place] = [`${addressFields[field]}_detail`, `${addressFields[field]}_place`] as const;
  return {
    from: [field],
    fill: (row, citizen, interner) => {
      const packed = packAddress(citizen[field], interner);
      row[detail] = packed.detail;
      row[place] = packed.place;
    },
  };
}

/** The columns of a record. Cards, relatives, other numbers and origins of single fields have tables of their own. */
export function packCitizen(citizen: Citizen, interner: Interner): CitizenRow {
  const row = {} as Draft;
  for (const { fill } of fillings) fill(row, citizen, interner);
  return row;
}

const fillingsOf = new Map<string, readonly Filling[]>(
  [...new Set(fillings.flatMap(({ from }) => from))].map((field) => [
    field,
    fillings.filter(({ from }) => from.includes(field)),
  ]),
);

/** The fields of a record whose value is not the same one in a newer state of it; equal values may well be told to differ. */
export function changedFields(before: Citizen, after: Citizen): ReadonlySet<keyof Citizen> {
  const changed = new Set<keyof Citizen>();
  for (const field of Object.keys(after) as (keyof Citizen)[])
    if (!isSame(before[field], after[field])) changed.add(field);
  return changed;
}

/** The columns of `old` that are others once these fields have changed. */
export function changedColumns(
  old: CitizenRow,
  { after, fields }: { readonly after: Citizen; readonly fields: Iterable<keyof Citizen> },
  interner: Interner,
): Partial<CitizenRow> {
  const row = {} as Draft;
  for (const field of fields) for (const { fill } of fillingsOf.get(field) ?? []) fill(row, after, interner);
  const changed = (Object.keys(row) as (keyof CitizenRow)[]).filter((column) => row[column] !== old[column]);
  return Object.fromEntries(changed.map((column) => [column, row[column]]));
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return one.every((each, at) => each === other[at]);
}

/** The commune somebody is counted in, as stored: where they live as far as it is known. */
export function areaOf(citizen: Citizen): number {
  return packUnit(printedResidence(citizen)?.address.unit ?? null);
}

function packDeath({ death }: Citizen): number | null {
  if (death === null) return null;
  return (packIso(death.date.iso) || 1) * (death.kind === 'missing' ? -1 : 1);
}

function packRest(citizen: Citizen): string | null {
  const { birth, death, household, otherNames, contact, absence, other } = citizen;
  const { odd } = packHandles(citizen);
  const head = household?.head ?? null;
  const rest: Record<string, unknown> = {
    birth: oddText(birth),
    death: oddText(death?.date ?? null),
    head: head === null || packDigits(head, 12) !== null ? undefined : head,
    otherNames: otherNames.length > 0 ? otherNames : undefined,
    oldNumbers: odd.oldNumber,
    cancelledNumbers: odd.cancelledNumber,
    phones: odd.phone,
    emails: contact.emails.length > 0 ? contact.emails : undefined,
    absence: absence ?? undefined,
    other: Object.keys(other).length > 0 ? other : undefined,
  };
  const text = JSON.stringify(rest);
  return text === '{}' ? null : text;
}
