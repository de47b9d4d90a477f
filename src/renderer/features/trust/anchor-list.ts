import type { Anchor } from '#contract/trust.ts';
import { nameOf } from '../../i18n/distinguished-name.ts';
import { daysBetween, folded, formatIsoDate } from '../../i18n/format.ts';
import type { Labels } from '../../i18n/vi.ts';

export const columns = ['subject', 'country', 'key', 'validity', 'origin', 'imported'] as const;
export type Column = (typeof columns)[number];
export type Order = { readonly column: Column; readonly descending: boolean };

/** One anchor with the texts of its cells. */
export type AnchorRow = {
  readonly anchor: Anchor;
  readonly cells: Readonly<Record<Column, string>>;
  /** Who vouches for it. */
  readonly vouched: string;
  readonly ended: boolean;
  readonly search: string;
};

export function anchorRow(anchor: Anchor, labels: Labels, now: Date): AnchorRow {
  const cells = {
    subject: nameOf(anchor.subject),
    country: anchor.country,
    key: anchor.key,
    validity: `${formatIsoDate(anchor.notBefore)} – ${formatIsoDate(anchor.notAfter)}`,
    origin: anchor.origin,
    imported: ageText(anchor, labels, now),
  };
  const vouched = vouchedText(anchor, labels);
  const search = folded([...Object.values(cells), vouched, anchor.subject, anchor.fingerprint].join(' '));
  return { anchor, cells, vouched, ended: new Date(anchor.notAfter) < now, search };
}

function vouchedText({ vouchedBy }: Anchor, { trust }: Labels): string {
  if (vouchedBy.by === 'masterList') return trust.vouched.masterList(nameOf(vouchedBy.signer));
  if (vouchedBy.by === 'upstream') return trust.vouched.upstream(vouchedBy.name);
  return trust.vouched[vouchedBy.by];
}

/** Days since the import; what is built in was never imported. */
function ageText({ importedAt, vouchedBy }: Anchor, { trust }: Labels, now: Date): string {
  if (vouchedBy.by === 'demo') return '—';
  const days = daysBetween(new Date(importedAt), now);
  return days === 0 ? trust.today : trust.days(days);
}

const collator = new Intl.Collator('vi', { numeric: true });
/** Dates and ages sort by the moment, not by how they are written. */
const sortKeys: Readonly<Record<Column, (row: AnchorRow) => string>> = {
  subject: ({ cells }) => cells.subject,
  country: ({ cells }) => `${cells.country} ${cells.subject}`,
  key: ({ cells }) => cells.key,
  validity: ({ anchor }) => anchor.notAfter,
  origin: ({ cells }) => cells.origin,
  imported: ({ anchor }) => anchor.importedAt,
};

/** Rows that hold every typed word, in Vietnamese order of a column. */
export function arrangeRows(rows: readonly AnchorRow[], typed: string, order: Order): readonly AnchorRow[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  const key = sortKeys[order.column];
  const sign = order.descending ? -1 : 1;
  return rows
    .filter(({ search }) => words.every((word) => search.includes(word)))
    .toSorted((a, b) => sign * collator.compare(key(a), key(b)));
}
