import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import styles from './data-table.module.css';
import { WindowedRows } from './windowed-rows.tsx';

export type Column<R, C extends string> = {
  readonly id: C;
  readonly name: string;
  /** A track of the grid: `90px`, `minmax(0, 1fr)`. */
  readonly width: string;
  readonly cell: (row: R) => ReactNode;
  /** The whole text, where the cell may be too narrow for it. */
  readonly title?: (row: R) => string;
};
export type Order<C extends string> = { readonly column: C; readonly descending: boolean };

type DataTableProps<R, C extends string> = {
  readonly label: string;
  /** The first is the name of the row: a button that chooses it. */
  readonly columns: readonly Column<R, C>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  /** Absent: the order is given and headings do not sort. */
  readonly order?: Order<C>;
  readonly onOrder?: (order: Order<C>) => void;
  /** Which rows are in view, up to but without `last`. */
  readonly onView?: (first: number, last: number) => void;
};

const rowHeight = 44;

/** A long list with one row chosen: only rows in view are drawn, arrows choose, headings sort. */
export function DataTable<R, C extends string>(table: DataTableProps<R, C>) {
  const { label, columns, rows, keyOf, chosen, onChoose, onView } = table;
  const at = rows.findIndex((row) => keyOf(row) === chosen);
  const place = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = rows[nextRow(event.key, at, rows.length)];
    if (!next) return;
    event.preventDefault();
    onChoose(keyOf(next));
    // The row is drawn and in view once the choice is.
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus());
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    <div
      ref={place}
      className={styles.table}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      onKeyDown={onKeyDown}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus */}
      <div className={styles.headings} role="row" aria-rowindex={1} style={tracks(columns)}>
        {columns.map(({ id, name }) => (
          <Heading
            key={id}
            id={id}
            name={name}
            {...(table.order && { order: table.order })}
            {...(table.onOrder && { onOrder: table.onOrder })}
          />
        ))}
      </div>
      <WindowedRows
        count={rows.length}
        rowHeight={rowHeight}
        reveal={at < 0 ? null : at}
        {...(onView && { onView })}
        row={(index) => {
          const row = rows[index];
          if (!row) return null;
          const key = keyOf(row);
          const isStop = at < 0 ? index === 0 : index === at;
          const place = { index, chosen: index === at, isStop };
          return <Row key={key} row={row} columns={columns} place={place} onChoose={() => onChoose(key)} />;
        }}
      />
    </div>
  );
}

function tracks(columns: readonly { readonly width: string }[]) {
  return { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
}

type RowProps<R, C extends string> = Pick<DataTableProps<R, C>, 'columns'> & {
  readonly row: R;
  readonly place: { readonly index: number; readonly chosen: boolean; readonly isStop: boolean };
  readonly onChoose: () => void;
};

/** One row; of all of them the chosen one takes the focus from Tab. */
function Row<R, C extends string>({ row, columns, place: { index, chosen, isStop }, onChoose }: RowProps<R, C>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside takes the keys
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${styles.row} ${chosen ? styles.chosen : ''}`}
      style={tracks(columns)}
      onClick={onChoose}
    >
      {columns.map(({ id, cell, title }, column) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div role="cell" key={id} title={title?.(row)}>
          {column === 0 ? (
            <button type="button" tabIndex={isStop ? 0 : -1} aria-pressed={chosen}>
              {cell(row)}
            </button>
          ) : (
            cell(row)
          )}
        </div>
      ))}
    </div>
  );
}

/** The row a key leads to from `at`; -1 where it leads nowhere. */
function nextRow(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'PageDown':
      return Math.min(count - 1, at + 10);
    case 'PageUp':
      return Math.max(0, at - 10);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}

type HeadingProps<C extends string> = {
  readonly id: C;
  readonly name: string;
  readonly order?: Order<C>;
  readonly onOrder?: (order: Order<C>) => void;
};

function Heading<C extends string>({ id, name, order, onOrder }: HeadingProps<C>) {
  const sorted = order?.column === id;
  const Arrow = order?.descending ? ArrowDown : ArrowUp;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    <div role="columnheader" aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : undefined}>
      {onOrder ? (
        <button type="button" onClick={() => onOrder({ column: id, descending: sorted && !order.descending })}>
          {name}
          {sorted && <Arrow size={12} aria-hidden />}
        </button>
      ) : (
        <span>{name}</span>
      )}
    </div>
  );
}
