import type { Citizen, CitizenCard, CitizenField, Provenance, Relative, RelativeKind } from '#contract/citizen.ts';
import type { ComparedField, Comparison } from '#contract/comparison.ts';
import type { Holder } from '#contract/holder.ts';
import { type Edit, printedResidence } from './citizen.ts';
import { qd121, religions } from './codes/code-lists.ts';
import { nationalityCode } from './comparing/values.ts';
import { nameLikeness } from './matching.ts';
import { tidyText } from './names/name-text.ts';
import { addressOf } from './units/address.ts';
import type { Divisions } from './units/divisions.ts';
import { heldCard } from './validity/card-validity.ts';

/** Fields that are never taken from a card: who somebody is, is set anew by a procedure of its own. */
export const neverTaken: readonly ComparedField[] = ['number', 'birth', 'sex'];

/** What a field is taken with: the genuine card, how it compared with the record as it is now, and who takes it. */
export type Taking = {
  readonly holder: Holder;
  readonly comparison: Comparison;
  readonly divisions: Divisions;
  readonly provenance: Pick<Provenance, 'at' | 'by' | 'reason'>;
};

/**
 * The edit that takes a field of a card into a record: boSung where the record says nothing, capNhat where it says
 * otherwise. Null where there is nothing to take: the chip does not state it, the record says the same, the record knows
 * a newer card, or it is a field that is never taken.
 */
export function editFromCard(citizen: Citizen, field: ComparedField, taking: Taking): Edit | null {
  const compared = taking.comparison.fields.find((each) => each.field === field);
  if (compared === undefined || compared.values.chip === null || neverTaken.includes(field)) return null;
  const { outcome, meaning } = compared;
  if (meaning === 'cardOlder' || (outcome !== 'differs' && outcome !== 'missingInRecord')) return null;
  const value = takers[field]?.(citizen, taking) ?? null;
  if (value === null) return null;
  return {
    ...value,
    provenance: {
      ...taking.provenance,
      source: 'chip',
      act: outcome === 'missingInRecord' ? 'boSung' : 'capNhat',
      basis: `Thẻ có chip, cấp ${taking.holder.issued?.text ?? 'ngày không rõ'}`,
    },
  };
}

type Taken = { [F in CitizenField]: { readonly field: F; readonly value: Citizen[F] } }[CitizenField];
type Taker = (citizen: Citizen, taking: Taking) => Taken | null;

const takers: Readonly<Partial<Record<ComparedField, Taker>>> = {
  name: (_, { holder: { name } }) =>
    // A zone's name has lost its marks.
    name === null || name.source === 'DG1'
      ? null
      : { field: 'name', value: tidyText(name.value).text.toLocaleUpperCase('vi') },
  nationality: (_, { holder }) =>
    stated(holder.nationality, (text) => ({ field: 'nationalities', value: [nationalityCode(text)] })),
  ethnicity: (_, { holder }) => stated(holder.ethnicity, (text) => ({ field: 'ethnicity', value: qd121.coded(text) })),
  religion: (_, { holder }) => stated(holder.religion, (text) => ({ field: 'religion', value: religions.coded(text) })),
  origin: (_, { holder, divisions }) =>
    stated(holder.origin, (text) => ({ field: 'origin', value: addressOf(text, divisions) })),
  residence: (citizen, { holder, divisions }) =>
    stated(holder.residence, (text) => ({
      field: printedResidence(citizen)?.from ?? 'permanent',
      value: addressOf(text, divisions),
    })),
  father: (citizen, { holder }) => relative(citizen, 'father', holder.father),
  mother: (citizen, { holder }) => relative(citizen, 'mother', holder.mother),
  spouse: (citizen, { holder }) => relative(citizen, 'spouse', holder.spouse),
  oldNumber: ({ oldNumbers }, { holder }) =>
    stated(holder.oldNumber, (text) => ({ field: 'oldNumbers', value: [...oldNumbers, text] })),
  issued: cardOf,
  expiry: cardOf,
};

function stated(value: Holder['name'], take: (text: string) => Taken): Taken | null {
  const text = tidyText(value?.value ?? '').text;
  return text === '' ? null : take(text);
}

function relative({ relatives }: Citizen, kind: RelativeKind, value: Holder['father']): Taken | null {
  return stated(value, (name) => {
    const at = relatives.findIndex((each) => each.kind === kind);
    const known = relatives[at];
    const unknown: Relative = { kind, name, number: null, oldNumber: null, nationality: null, relation: null };
    // Another name is another person: what was known of the one before does not pass to them.
    const same = known?.name != null && nameLikeness(known.name, name) !== 'none';
    const next = same || known?.name === null ? { ...known, name } : unknown;
    return { field: 'relatives', value: at < 0 ? [...relatives, next] : relatives.with(at, next) };
  });
}

/** The day cards of the Law of 2023 were first issued on. */
const newCards = '2024-07-01';

/** The card read as the one held; the one held until now was replaced by it, unless it is the same. */
function cardOf({ cards, number }: Citizen, { holder }: Taking): Taken | null {
  const { issued, expiry } = holder;
  if (issued?.iso == null) return null;
  const held = heldCard(cards);
  if (held?.issued?.iso === issued.iso)
    return { field: 'cards', value: cards.map((card) => (card === held ? { ...card, expiry } : card)) };
  const card: CitizenCard = {
    kind: issued.iso < newCards ? 'CCCD2021' : 'CC2024',
    number,
    issued,
    issuedBy: null,
    expiry,
    state: 'held',
  };
  const before = cards.map((each): CitizenCard => (each.state === 'held' ? { ...each, state: 'replaced' } : each));
  return { field: 'cards', value: [...before, card] };
}
