import { ArrowDown, ArrowUp } from 'lucide-react';
import { useLabels } from '../../i18n/language.ts';
import { Tag } from '../../ui/tag.tsx';
import { WindowedRows } from '../../ui/windowed-rows.tsx';
import { type AnchorRow, type Column, columns, type Order } from './anchor-list.ts';
import styles from './trust.module.css';

type AnchorTableProps = {
  readonly rows: readonly AnchorRow[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly chosen: string | null;
  readonly onChoose: (fingerprint: string) => void;
};

const rowHeight = 46;

/** Hundreds of rows, of which only those in view are drawn; headings sort. */
export function AnchorTable({ rows, order, onOrder, chosen, onChoose }: AnchorTableProps) {
  const labels = useLabels();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    <div className={styles.table} role="table" aria-label={labels.trust.title} aria-rowcount={rows.length + 1}>
      {/* biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus */}
      <div className={styles.headings} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <Heading key={column} column={column} order={order} onOrder={onOrder} />
        ))}
      </div>
      <WindowedRows
        count={rows.length}
        rowHeight={rowHeight}
        row={(index) => {
          const row = rows[index];
          if (!row) return null;
          const { fingerprint } = row.anchor;
          const isChosen = fingerprint === chosen;
          return <Row key={fingerprint} row={row} index={index} chosen={isChosen} onChoose={onChoose} />;
        }}
      />
    </div>
  );
}

function Heading({
  column,
  order,
  onOrder,
}: { readonly column: Column } & Pick<AnchorTableProps, 'order' | 'onOrder'>) {
  const { trust } = useLabels();
  const sorted = order.column === column;
  const Arrow = order.descending ? ArrowDown : ArrowUp;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    <div role="columnheader" aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={() => onOrder({ column, descending: sorted && !order.descending })}>
        {trust.columns[column]}
        {sorted && <Arrow size={12} aria-hidden />}
      </button>
    </div>
  );
}

type RowProps = {
  readonly row: AnchorRow;
  readonly index: number;
  readonly chosen: boolean;
  readonly onChoose: (fingerprint: string) => void;
};

function Row({ row, index, chosen, onChoose }: RowProps) {
  const { trust } = useLabels();
  const { anchor, cells, ended, vouched } = row;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside takes the keys
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${styles.row} ${chosen ? styles.chosen : ''}`}
      onClick={() => onChoose(anchor.fingerprint)}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
        <div role="cell" key={column} title={cells[column]}>
          {column === 'subject' ? <Subject row={row} chosen={chosen} /> : cells[column]}
          {column === 'validity' && ended && <small className={styles.ended}>{trust.ended}</small>}
          {column === 'origin' && <small>{vouched}</small>}
        </div>
      ))}
    </div>
  );
}

function Subject({ row, chosen }: { readonly row: AnchorRow; readonly chosen: boolean }) {
  const { trust } = useLabels();
  const { anchor, cells } = row;
  return (
    <div className={styles.subject}>
      <button type="button" aria-pressed={chosen}>
        {cells.subject}
      </button>
      {anchor.kind === 'link' && <Tag>{trust.link}</Tag>}
      {anchor.vouchedBy.by === 'demo' && <Tag tone="sample">MẪU</Tag>}
    </div>
  );
}
