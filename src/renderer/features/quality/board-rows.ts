import { type Criterion, criteria, type Indicator, type RuleInfo } from '#contract/quality.ts';
import type { QualityBoard } from '#contract/quality-board.ts';
import { folded } from '../../i18n/format.ts';
import type { QualityLabels } from '../../i18n/vi-quality.ts';
import type { QualityView } from '../../state/quality-view.ts';

/** The area of everybody together, and of people whose commune is not known. */
export const everywhere = 'all';
export const nowhereKnown = 'unknown';

/** One area of the board: how many records it has, and its figure for each criterion. */
export type AreaRow = {
  readonly area: string;
  readonly name: string;
  readonly people: number;
  readonly cells: Readonly<Record<Criterion, Indicator>>;
};

/** Every area of the board, and everybody together; null before there are figures. */
export type BoardRows = { readonly rows: readonly AreaRow[]; readonly whole: AreaRow | null };

/** A name as the host gives it, "Phường Mẫu, Tỉnh Mẫu", as the place itself and where it is. */
export function placeOf(name: string): { readonly place: string; readonly within: string } {
  const [place = name, ...within] = name.split(', ');
  return { place, within: within.join(', ') };
}

/** The figures of a board by area. An area that lacks a criterion counts as one without records. */
export function boardRows({ indicators, areaNames }: QualityBoard, labels: QualityLabels): BoardRows {
  const names: Readonly<Record<string, string>> = {
    ...areaNames,
    [everywhere]: labels.all,
    [nowhereKnown]: labels.unknown,
  };
  const areas = Map.groupBy(indicators, ({ area }) => area);
  const rows = [...areas].map(([area, of]) => areaRow(area, names[area] ?? area, of));
  return {
    rows: rows.filter(({ area }) => area !== everywhere),
    whole: rows.find(({ area }) => area === everywhere) ?? null,
  };
}

function areaRow(area: string, name: string, of: readonly Indicator[]): AreaRow {
  const cell = (criterion: Criterion): Indicator =>
    of.find((indicator) => indicator.criterion === criterion) ?? {
      area,
      criterion,
      numerator: 0,
      denominator: 0,
      percent: null,
      rating: 'none',
      failing: {},
      noted: {},
    };
  const cells = {
    dung: cell('dung'),
    du: cell('du'),
    sach: cell('sach'),
    song: cell('song'),
    thongNhat: cell('thongNhat'),
  };
  return { area, name, people: cells.dung.denominator, cells };
}

/** The area the station answers for: its own commune where the board has it, else the only one there is. */
export function homeRow({ rows }: BoardRows, commune: string | null): AreaRow | null {
  const own = rows.find(({ area }) => area === commune);
  if (own) return own;
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

const collator = new Intl.Collator('vi', { numeric: true });

/** Areas that hold every typed word, in the asked order; what is equal stands in Vietnamese order of the names. */
export function arrangeAreas(
  rows: readonly AreaRow[],
  { filter, order }: Pick<QualityView, 'filter' | 'order'>,
): readonly AreaRow[] {
  const words = folded(filter).split(/\s+/).filter(Boolean);
  const sign = order.descending ? -1 : 1;
  return rows
    .filter(({ area, name }) => words.every((word) => folded(`${name} ${area}`).includes(word)))
    .toSorted((a, b) => sign * compare(a, b, order.column) || collator.compare(a.name, b.name));
}

function compare(a: AreaRow, b: AreaRow, column: QualityView['order']['column']): number {
  if (column === 'name') return collator.compare(a.name, b.name);
  if (column === 'people') return a.people - b.people;
  // An area without records is neither good nor bad: it goes behind the best.
  return (a.cells[column].percent ?? 101) - (b.cells[column].percent ?? 101);
}

/** A rule of a cell, how many records fail it there, and of how many it only notes something. */
export type RuleRow = { readonly info: RuleInfo; readonly failing: number; readonly noted: number };

/** The rules of a criterion, the one most records fail first; what is only noted orders the rest. */
export function rulesOfCell(rules: readonly RuleInfo[], { criterion, failing, noted }: Indicator): readonly RuleRow[] {
  return rules
    .filter((info) => info.criterion === criterion)
    .map((info) => ({ info, failing: failing[info.id] ?? 0, noted: noted[info.id] ?? 0 }))
    .toSorted(worstFirst);
}

function worstFirst(a: RuleRow, b: RuleRow): number {
  return b.failing - a.failing || b.noted - a.noted || a.info.id.localeCompare(b.info.id);
}

/** All rules in an area, the one most records fail first. */
export function rulesOfArea(rules: readonly RuleInfo[], { cells }: AreaRow): readonly RuleRow[] {
  return criteria.flatMap((criterion) => rulesOfCell(rules, cells[criterion])).toSorted(worstFirst);
}
