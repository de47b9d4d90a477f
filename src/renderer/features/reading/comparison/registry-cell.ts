import { type Attention, type Comparison, type FieldComparison, meanings } from '#contract/comparison.ts';
import type { Settings } from '#contract/desk.ts';
import type { Labels } from '../../../i18n/vi.ts';
import type { HolderRow } from '../person/holder-rows.ts';

/** Something in the registry's column that wants to be seen: what stands there, what it means, the act it leads to. */
export type LoudPiece = {
  readonly key: string;
  /** Which field of the row it is; null where the row is that one field. */
  readonly label: string | null;
  /** What the record says, and other sources that contradict: each with its name. */
  readonly values: readonly { readonly source: string | null; readonly text: string }[];
  readonly tag: string;
  readonly meaning: string;
  readonly act: string | null;
  readonly level: Exclude<Attention, 'quiet'>;
};

/** The registry's side of one row: quiet words where all is well, else only what is not. */
export type RegistryCell = {
  readonly level: Attention;
  readonly quiet: string | null;
  readonly loud: readonly LoudPiece[];
};

export type CellWords = {
  readonly labels: Labels['comparison'];
  readonly language: Settings['language'];
  /** Values of sensitive rows may be shown. */
  readonly revealed: boolean;
};

const order: readonly Attention[] = ['quiet', 'notice', 'warning', 'blocking'];

export function registryCell(row: HolderRow, { fields }: Comparison, words: CellWords): RegistryCell {
  const found = row.fields.flatMap((name) => fields.filter(({ field }) => field === name));
  const loud = found.filter((each) => each.level !== 'quiet' && !leadsNowhere(each));
  const level = loud.reduce((most: Attention, each) => louder(most, each.level), 'quiet');
  if (loud.length === 0) return { level, quiet: quietWords(row, found, words), loud: [] };
  const allMissing = loud.length === found.length && loud.every(({ meaning }) => meaning === 'onlyOnCard');
  const pieces = allMissing ? loud.slice(0, 1) : loud;
  const named = !allMissing && row.fields.length > 1;
  return { level, quiet: null, loud: pieces.map((each) => pieceOf(each, row, { ...words, named })) };
}

/** What only a card says that nobody may believe: there is nothing to add. */
function leadsNowhere({ meaning, act }: FieldComparison): boolean {
  return meaning === 'onlyOnCard' && act === 'none';
}

function louder(one: Attention, other: Attention): Attention {
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}

function quietWords(row: HolderRow, found: readonly FieldComparison[], words: CellWords): string {
  const { labels, language } = words;
  if (found.length === 0) return labels.nothing;
  const alone = found.every(({ meaning }) => meaning === 'onlyOnCard');
  const said = found.flatMap(({ field, meaning, values }) => {
    if (meaning === 'notStated') return [];
    if (meaning === 'onlyOnCard')
      return [alone ? labels.notInRecord : `${labels.fields[field]}: ${labels.notInRecord}`];
    if (meaning === 'onlyInRecord') return [labels.onlyInRecord(shown(values.record, row, words))];
    return [meaning === 'same' ? labels.same : meanings[meaning][language]];
  });
  const telling = [...new Set(said)].filter((text) => text !== labels.same);
  if (telling.length > 0) return telling.join(' · ');
  return said.length > 0 ? labels.same : labels.none;
}

function shown(value: string | null, row: HolderRow, { labels, revealed }: CellWords): string {
  if (value === null) return labels.notInRecord;
  return row.sensitive && !revealed ? labels.concealed : value;
}

function pieceOf(each: FieldComparison, row: HolderRow, words: CellWords & { readonly named: boolean }): LoudPiece {
  const { labels, language, named } = words;
  const { field, meaning, values, level, act } = each;
  const meant = meanings[meaning][language];
  return {
    key: field,
    label: named ? labels.fields[field] : null,
    values:
      meaning === 'sourcesDisagree'
        ? contradicting(each, row, words)
        : [{ source: null, text: shown(values.record, row, words) }],
    tag: labels.tags[meaning] ?? meant,
    meaning: meant,
    // Where something is missing the tag is the act.
    act: act === 'none' || meaning === 'onlyOnCard' ? null : labels.acts[act],
    level: level === 'quiet' ? 'notice' : level,
  };
}

/** What the zone, the QR code and the record say where one of them is not what the chip says. */
function contradicting({ values }: FieldComparison, row: HolderRow, words: CellWords): LoudPiece['values'] {
  const { labels } = words;
  const others = [
    { source: labels.inZone, value: values.mrz },
    { source: labels.inQr, value: values.qr },
    { source: labels.inRecord, value: values.record },
  ];
  return others.flatMap(({ source, value }) => (value === null ? [] : [{ source, text: shown(value, row, words) }]));
}
