import type { Holder } from '#contract/holder.ts';
import { formatIsoDate } from '../../../i18n/format.ts';
import type { Labels } from '../../../i18n/vi.ts';

/** One line of the table. `tall` keeps room for two lines of text before the text is there. */
export type HolderRow = {
  readonly key: string;
  readonly label: string;
  readonly value: string | null;
  readonly source: string | null;
  readonly tall: boolean;
  /** Shown only after a reason has been given. */
  readonly sensitive: boolean;
};

type Stated = Holder['name'];
type Make = Omit<HolderRow, 'tall' | 'sensitive'> & Partial<HolderRow>;
const row = (fields: Make): HolderRow => ({ tall: false, sensitive: false, ...fields });

/** The rows of the person's table: always the same ones in the same order, so that nothing moves when the chip answers. */
export function holderRows(holder: Holder | null, { person }: Labels): readonly HolderRow[] {
  const { fields } = person;
  const stated = (key: keyof typeof fields & string, values: readonly Stated[], rest: Partial<HolderRow> = {}) =>
    row({ key, label: fields[key] as string, ...joined(values), ...rest });
  const birth = holder?.birth ?? null;
  return [
    row({ key: 'birth', label: fields.birth, value: birth && dateText(birth), source: birth?.source ?? null }),
    row({
      key: 'sex',
      label: fields.sex,
      value: holder?.sex ? person.sexes[holder.sex] : null,
      source: holder?.sex ? 'DG1' : null,
    }),
    stated('nationality', [holder?.nationality ?? null]),
    stated('ethnicity', [holder?.ethnicity ?? null, holder?.religion ?? null], { sensitive: true }),
    stated('origin', [holder?.origin ?? null], { tall: true }),
    stated('residence', [holder?.residence ?? null], { tall: true }),
    stated('parents', [holder?.father ?? null, holder?.mother ?? null]),
    ...(holder?.spouse ? [stated('spouse', [holder.spouse])] : []),
    stated('oldNumber', [holder?.oldNumber ?? null], { sensitive: true }),
    stated('features', [holder?.features ?? null], { tall: true }),
    row({ key: 'validity', label: fields.validity, value: holder && validity(holder, person), source: null }),
    ...(holder?.otherFields ?? []).map(({ number, text }) =>
      row({ key: `other-${number}`, label: fields.other(number), value: text, source: 'DG13', sensitive: true }),
    ),
  ];
}

function joined(values: readonly Stated[]): { readonly value: string | null; readonly source: string | null } {
  const there = values.filter((value) => value !== null);
  return {
    value: there.length ? there.map(({ value }) => value).join(' · ') : null,
    source: there[0]?.source ?? null,
  };
}

function dateText({ iso, text }: { readonly iso: string | null; readonly text: string }): string {
  return iso ? formatIsoDate(iso) : text;
}

function validity({ issued, expiry }: Holder, person: Labels['person']): string | null {
  const end = expiry.kind === 'date' ? formatIsoDate(expiry.iso) : expiry.kind === 'never' ? person.never : null;
  const parts = [issued && dateText(issued), end ?? (expiry.kind === 'unknown' ? expiry.text : null)];
  return parts.filter(Boolean).join(' · ') || null;
}
