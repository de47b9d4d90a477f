import type { ComparedField } from '#contract/comparison.ts';
import type { Holder } from '#contract/holder.ts';
import { formatIsoDate } from '../../../i18n/format.ts';
import type { Labels } from '../../../i18n/vi.ts';

/** One line of the table. */
export type HolderRow = {
  readonly key: string;
  readonly label: string;
  readonly value: string | null;
  readonly source: string | null;
  /** Lines of text that are kept free before the text is there: what the record says of it may be longer. */
  readonly lines: 1 | 2 | 3;
  /** Shown only after a reason has been given. */
  readonly sensitive: boolean;
  /** What of the comparison stands in this line. */
  readonly fields: readonly ComparedField[];
};

type Stated = Holder['name'];
type Make = Pick<HolderRow, 'key' | 'label' | 'value'> & Partial<HolderRow>;
const row = (fields: Make): HolderRow => ({ source: null, lines: 1, sensitive: false, fields: [], ...fields });

/** The rows of the person's table: always the same ones in the same order, so that nothing moves when the chip answers. */
export function holderRows(holder: Holder | null, { person, comparison }: Labels): readonly HolderRow[] {
  const { fields } = person;
  const of = (...names: StatedField[]) => ({ ...joined(names.map((name) => holder?.[name] ?? null)), fields: names });
  const birth = holder?.birth ?? null;
  return [
    row({ key: 'identity', label: comparison.rows.identity, ...of('name'), fields: ['name', 'number'], lines: 2 }),
    row({
      key: 'birth',
      label: fields.birth,
      value: birth && dateText(birth),
      source: birth?.source ?? null,
      fields: ['birth'],
    }),
    row({
      key: 'sex',
      label: comparison.rows.sexNationality,
      value: sexAndNationality(holder, person),
      source: holder?.nationality?.source ?? (holder?.sex ? 'DG1' : null),
      fields: ['sex', 'nationality'],
    }),
    row({ key: 'ethnicity', label: fields.ethnicity, ...of('ethnicity', 'religion'), sensitive: true }),
    row({ key: 'origin', label: fields.origin, ...of('origin'), lines: 2 }),
    row({ key: 'residence', label: fields.residence, ...of('residence'), lines: 3 }),
    row({ key: 'parents', label: fields.parents, ...of('father', 'mother'), lines: 2 }),
    row({ key: 'oldNumber', label: fields.oldNumber, ...of('oldNumber'), sensitive: true }),
    row({ key: 'features', label: fields.features, ...joined([holder?.features ?? null]), lines: 2 }),
    row({
      key: 'validity',
      label: fields.validity,
      value: holder && validity(holder, person),
      fields: ['issued', 'expiry'],
      lines: 2,
    }),
    row({ key: 'eId', label: comparison.standing.title, value: null, lines: 2 }),
    // Last, because not every card has them: they push nothing away.
    ...(holder?.spouse ? [row({ key: 'spouse', label: fields.spouse, ...of('spouse') })] : []),
    ...(holder?.otherFields ?? []).map(({ number, text }) =>
      row({ key: `other-${number}`, label: fields.other(number), value: text, source: 'DG13', sensitive: true }),
    ),
  ];
}

type StatedField = Extract<
  ComparedField,
  'name' | 'ethnicity' | 'religion' | 'origin' | 'residence' | 'father' | 'mother' | 'spouse' | 'oldNumber'
>;

function joined(values: readonly Stated[]): Pick<HolderRow, 'value' | 'source'> {
  const there = values.filter((value) => value !== null);
  return {
    value: there.length ? there.map(({ value }) => value).join(' · ') : null,
    source: there[0]?.source ?? null,
  };
}

function sexAndNationality(holder: Holder | null, person: Labels['person']): string | null {
  const parts = [holder?.sex && person.sexes[holder.sex], holder?.nationality?.value];
  return parts.filter(Boolean).join(' · ') || null;
}

function dateText({ iso, text }: { readonly iso: string | null; readonly text: string }): string {
  return iso ? formatIsoDate(iso) : text;
}

function validity({ issued, expiry }: Holder, person: Labels['person']): string | null {
  const end = expiry.kind === 'date' ? formatIsoDate(expiry.iso) : expiry.kind === 'never' ? person.never : null;
  const parts = [issued && dateText(issued), end ?? (expiry.kind === 'unknown' ? expiry.text : null)];
  return parts.filter(Boolean).join(' · ') || null;
}
