import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { criteria, type Indicator } from '#contract/quality.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import type { QualityColumn, QualityView } from '../../state/quality-view.ts';
import { WindowedRows } from '../../ui/windowed-rows.tsx';
import { AreaCell } from './area-cell.tsx';
import styles from './area-table.module.css';
import { type AreaRow, placeOf } from './board-rows.ts';

type Order = QualityView['order'];

type AreaTableProps = {
  readonly rows: readonly AreaRow[];
  readonly whole: AreaRow | null;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly chosen: Indicator | null;
  readonly onChoose: (cell: Indicator) => void;
};

const rowHeight = 48;
const columns: readonly QualityColumn[] = ['name', 'people', ...criteria];

/**
 * Every area with its five figures, everybody together on top. Headings sort; arrows go from cell to cell, which chooses
 * it; only the rows in view are drawn.
 */
export function AreaTable({ rows, whole, order, onOrder, chosen, onChoose }: AreaTableProps) {
  const { quality } = useLabels();
  const follow = useRef(false);
  const at = rows.findIndex(({ area }) => area === chosen?.area);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = chosen && neighbour(rows, whole, chosen, event.key);
    if (!next) return;
    event.preventDefault();
    follow.current = true;
    onChoose(next);
  };
  const draw = (row: AreaRow, index: number) => (
    <Row key={row.area} row={row} index={index} chosen={chosen} onChoose={onChoose} follow={follow} />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    <div
      className={styles.table}
      role="table"
      aria-label={quality.areas}
      aria-rowcount={rows.length + 2}
      onKeyDown={onKeyDown}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus */}
      <div className={styles.headings} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <Heading key={column} column={column} order={order} onOrder={onOrder} />
        ))}
      </div>
      {whole && (
        // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
        <div className={styles.whole} role="rowgroup">
          {draw(whole, 0)}
        </div>
      )}
      <WindowedRows
        count={rows.length}
        rowHeight={rowHeight}
        reveal={at < 0 ? null : at}
        row={(index) => {
          const row = rows[index];
          return row ? draw(row, index + 1) : null;
        }}
      />
    </div>
  );
}

/** The cell an arrow leads to; the sums of everybody stand above the first row. */
function neighbour(
  rows: readonly AreaRow[],
  whole: AreaRow | null,
  { area, criterion }: Indicator,
  key: string,
): Indicator | null {
  const all = whole ? [whole, ...rows] : rows;
  const row = all.findIndex((candidate) => candidate.area === area);
  const column = criteria.indexOf(criterion);
  const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[key] ?? [0, 0];
  if (down === 0 && right === 0) return null;
  const next = criteria[column + (right ?? 0)];
  return (next && all[row + (down ?? 0)]?.cells[next]) ?? null;
}

type HeadingProps = { readonly column: QualityColumn } & Pick<AreaTableProps, 'order' | 'onOrder'>;

function Heading({ column, order, onOrder }: HeadingProps) {
  const { quality } = useLabels();
  const sorted = order.column === column;
  const Arrow = order.descending ? ArrowDown : ArrowUp;
  const text = column === 'name' ? quality.area : column === 'people' ? quality.people : quality.criteria[column];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    <div role="columnheader" aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={() => onOrder({ column, descending: sorted && !order.descending })}>
        {text}
        {sorted && <Arrow size={12} aria-hidden />}
      </button>
    </div>
  );
}

type RowProps = {
  readonly row: AreaRow;
  readonly index: number;
  readonly chosen: Indicator | null;
  readonly onChoose: (cell: Indicator) => void;
  readonly follow: { current: boolean };
};

function Row({ row, index, chosen, onChoose, follow }: RowProps) {
  const language = useLanguage();
  const { place, within } = placeOf(row.name);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus
    <div role="row" aria-rowindex={index + 2} className={styles.row}>
      {/* biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: nothing is done here */}
      <div role="rowheader" className={styles.name} title={row.name}>
        {place}
        <small>{[/^\d+$/.test(row.area) ? row.area : '', within].filter(Boolean).join(' · ')}</small>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element */}
      <div role="cell" className={styles.people}>
        {formatCount(row.people, language)}
      </div>
      {criteria.map((criterion) => (
        <AreaCell
          key={criterion}
          cell={row.cells[criterion]}
          chosen={chosen?.area === row.area && chosen.criterion === criterion}
          onChoose={onChoose}
          follow={follow}
        />
      ))}
    </div>
  );
}
