import { type Address, type Citizen, type CitizenField, type Coded, citizenSchema } from '#contract/citizen.ts';
import type { DocumentDate, Expiry } from '#contract/holder.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import type { Labels } from '../../i18n/vi.ts';

/** One line of a value: the text as it is kept, and what there is to know about it. */
export type ItemLine = {
  readonly text: string;
  readonly note: string | null;
  /** The note asks for something to be cleared up. */
  readonly doubtful: boolean;
};

export type ItemWords = {
  readonly labels: Labels['record'];
  /** Names of administrative units by code. */
  readonly unitNames: Readonly<Record<string, string>>;
};

const line = (text: string, note: string | null = null, doubtful = false): ItemLine => ({ text, note, doubtful });

type Show = { readonly [F in CitizenField]: (value: Citizen[F], words: ItemWords) => readonly ItemLine[] };

const text = (value: string | null) => (value ? [line(value)] : []);
const texts = (values: readonly string[]) => values.map((value) => line(value));

const show: Show = {
  name: text,
  otherNames: texts,
  number: text,
  birth: (value) => (value ? [line(dateText(value))] : []),
  sex: (value, { labels }) => [line(labels.sexes[value])],
  birthPlace: place,
  birthRegistration: place,
  origin: place,
  ethnicity: coded,
  religion: coded,
  nationalities: texts,
  bloodGroup: coded,
  oldNumbers: texts,
  cards: (cards, { labels }) =>
    cards.map(({ kind, number, issued, issuedBy, expiry, state }) =>
      line(
        `${labels.cardKinds[kind]} ${number}`,
        join([
          issued && labels.issued(dateText(issued)),
          issuedBy,
          expiryText(expiry, labels),
          labels.cardStates[state],
        ]),
      ),
    ),
  relatives: (relatives, { labels }) =>
    relatives.map(({ kind, name, number, oldNumber, relation }) =>
      line(
        name ?? labels.noName,
        join([labels.relatives[kind], relation, number, oldNumber && labels.oldNumber(oldNumber)]),
      ),
    ),
  permanent: place,
  temporary: place,
  current: place,
  absence: (value, { labels }) => (value ? [absenceLine(value, labels)] : []),
  residenceFile: text,
  marital: coded,
  relationToHead: coded,
  household: (value, { labels }) =>
    value ? [line(labels.householdId(value.id), value.head && labels.head(value.head))] : [],
  death: (value, { labels }) =>
    value
      ? [line(value.kind === 'dead' ? labels.dead(dateText(value.date)) : labels.missing(dateText(value.date)))]
      : [],
  contact: ({ phones, emails }) => texts([...phones, ...emails]),
  other: (value) => Object.entries(value).map(([name, said]) => line(`${name}: ${said}`)),
};

/** A field's value in lines; no line where nothing is recorded. */
export function itemLines<F extends CitizenField>(field: F, value: Citizen[F], words: ItemWords): readonly ItemLine[] {
  return show[field](value, words);
}

/** A past value, which nobody has promised the shape of; null where it is none of this field. */
export function pastLines(field: CitizenField, value: unknown, words: ItemWords): readonly ItemLine[] | null {
  const known = citizenSchema.shape[field].safeParse(value);
  return known.success ? itemLines(field, known.data as Citizen[typeof field], words) : null;
}

function place(value: Address | null, { labels, unitNames }: ItemWords): readonly ItemLine[] {
  if (value === null) return [];
  const { mapping, unit } = value;
  const doubt = labels.mappings[mapping];
  if (doubt) return [line(value.text, doubt, true)];
  const now = mapping === 'mapped' && unit !== null ? (unitNames[unit] ?? unit) : null;
  return [line(value.text, now && labels.unit(now))];
}

function coded(value: Coded | null, { labels }: ItemWords): readonly ItemLine[] {
  if (value === null) return [];
  const { code, name } = value;
  const list = labels.lists[value.list] ?? value.list;
  return [code === null ? line(name, labels.noCode(list), true) : line(name, labels.code(list, code))];
}

function absenceLine({ from, to, place: where }: NonNullable<Citizen['absence']>, labels: Labels['record']): ItemLine {
  const since = formatIsoDate(from);
  return line(to === null ? labels.absenceOpen(since) : labels.absence(since, formatIsoDate(to)), where);
}

function dateText({ iso, text: written }: DocumentDate): string {
  return iso ? formatIsoDate(iso) : written;
}

function expiryText(expiry: Expiry, labels: Labels['record']): string {
  if (expiry.kind === 'never') return labels.never;
  return expiry.kind === 'date' ? labels.until(formatIsoDate(expiry.iso)) : expiry.text;
}

function join(parts: readonly (string | null | undefined)[]): string | null {
  return parts.filter(Boolean).join(' · ') || null;
}
