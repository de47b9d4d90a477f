import { type Citizen, sexes } from '#contract/citizen.ts';
import { type AddressColumns, type AddressField, addressFields, unpackAddress } from './addresses.ts';
import { packOneOf, unpackDate, unpackDigits, unpackIso, unpackOneOf } from './columns.ts';
import type { Dictionary } from './dictionary.ts';
import { type Handle, unpackHandles } from './handles.ts';

/** The row of a person without its id, column by column. */
export type CitizenRow = AddressColumns & {
  readonly number: number;
  readonly name: string;
  readonly birth: number;
  readonly sex: number;
  readonly area: number;
  readonly recording: number;
  readonly ethnicity: number | null;
  readonly religion: number | null;
  readonly blood: number | null;
  readonly marital: number | null;
  readonly relation_to_head: number | null;
  readonly household: number | null;
  readonly head: number | null;
  readonly nationalities: string | null;
  readonly residence_file: string | null;
  readonly death: number | null;
  readonly e_id: number | null;
  readonly verified_on: number | null;
  readonly upstream_version: number | null;
  readonly upstream_hash: string | null;
  readonly rest: string | null;
};

/** The columns in the order of the schema. */
export const citizenColumns: readonly (keyof CitizenRow)[] = [
  ...(['number', 'name', 'birth', 'sex', 'area', 'recording', 'ethnicity', 'religion', 'blood', 'marital'] as const),
  ...(['relation_to_head', 'household', 'head', 'nationalities'] as const),
  ...Object.values(addressFields).flatMap((column) => [`${column}_detail`, `${column}_place`] as const),
  ...(['residence_file', 'death', 'e_id', 'verified_on', 'upstream_version', 'upstream_hash', 'rest'] as const),
];

/** What the column `rest` holds: only what is there. */
type Rest = {
  readonly birth?: string;
  readonly death?: string;
  readonly head?: string;
  readonly otherNames?: readonly string[];
  readonly oldNumbers?: readonly string[];
  readonly cancelledNumbers?: readonly string[];
  readonly phones?: readonly string[];
  readonly emails?: readonly string[];
  readonly absence?: Citizen['absence'];
  readonly other?: Citizen['other'];
};

/** What the tables beside the row hold of a person. */
export type BesideRow = Pick<Citizen, 'cards' | 'relatives' | 'provenance'> & { readonly handles: readonly Handle[] };

/** The record back. */
export function unpackCitizen(row: CitizenRow, beside: BesideRow, dictionary: Dictionary): Citizen {
  const rest: Rest = row.rest === null ? {} : (JSON.parse(row.rest) as Rest);
  const coded = (id: number | null) => (id === null ? null : dictionary.coded(id));
  const address = (field: AddressField) => unpackAddress(row, field, dictionary);
  const { handles, cards, relatives, provenance } = beside;
  return {
    name: row.name,
    otherNames: [...(rest.otherNames ?? [])],
    number: unpackDigits(row.number, 12),
    birth: unpackDate(row.birth, rest.birth),
    sex: unpackSex(row.sex),
    birthPlace: address('birthPlace'),
    birthRegistration: address('birthRegistration'),
    origin: address('origin'),
    ethnicity: coded(row.ethnicity),
    religion: coded(row.religion),
    nationalities: row.nationalities === null ? [] : row.nationalities.split('\n'),
    bloodGroup: coded(row.blood),
    oldNumbers: [...unpackHandles(handles, 'oldNumber'), ...(rest.oldNumbers ?? [])],
    cards,
    relatives,
    permanent: address('permanent'),
    temporary: address('temporary'),
    current: address('current'),
    absence: rest.absence ?? null,
    residenceFile: row.residence_file,
    marital: coded(row.marital),
    relationToHead: coded(row.relation_to_head),
    household: householdOf(row, rest, dictionary),
    death: deathOf(row.death, rest.death),
    contact: { phones: [...unpackHandles(handles, 'phone'), ...(rest.phones ?? [])], emails: [...(rest.emails ?? [])] },
    other: rest.other ?? {},
    cancelledNumbers: [...unpackHandles(handles, 'cancelledNumber'), ...(rest.cancelledNumbers ?? [])],
    eId: eIdOf(row.e_id),
    verifiedOn: row.verified_on === null ? null : unpackIso(row.verified_on),
    provenance,
    recorded: dictionary.recording(row.recording),
    upstream: row.upstream_version === null ? null : { version: row.upstream_version, hash: row.upstream_hash ?? '' },
  };
}

function householdOf(row: CitizenRow, rest: Rest, dictionary: Dictionary): Citizen['household'] {
  if (row.household === null) return null;
  return {
    id: dictionary.household(row.household),
    head: rest.head ?? (row.head === null ? null : unpackDigits(row.head, 12)),
  };
}

function deathOf(packed: number | null, text: string | undefined): Citizen['death'] {
  if (packed === null) return null;
  const days = Math.abs(packed);
  const date = unpackDate(days === 1 ? 0 : days, text) ?? { text: '', iso: null };
  return { kind: packed < 0 ? 'missing' : 'dead', date };
}

function eIdOf(packed: number | null): Citizen['eId'] {
  return packed === null ? null : { level: packed % 10 === 1 ? 1 : 2, locked: packed > 10 };
}

const sexOrder = [sexes[2], sexes[0], sexes[1]] as const;

/** 0 unknown, 1 male, 2 female. */
export function packSex(sex: Citizen['sex']): number {
  return packOneOf(sexOrder, sex);
}

export function unpackSex(packed: number): Citizen['sex'] {
  return unpackOneOf(sexOrder, packed);
}
