import { useEffect } from 'react';
import type { QueueItem, QueueList } from '#contract/sync.ts';
import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import styles from './queue.module.css';
import { columnsOf, useRowWords } from './queue-columns.tsx';
import { RetryAll } from './retry-all.tsx';
import { keyOf, type QueueRows, useQueueList } from './use-queue-list.ts';

type QueueTableProps = {
  readonly list: QueueList;
  readonly chosen: string | null;
  readonly onChoose: (item: QueueItem | null) => void;
};

/** Rows below the view when further ones are fetched. */
const ahead = 30;

/** One list of the board: what it is, and its dossiers as they come into view. */
export function QueueTable({ list, chosen, onChoose }: QueueTableProps) {
  const { queue: words } = useLabels();
  const mark = useDesk(({ sync }) => `${sync.figures[list]} ${sync.line.is} ${sync.sending === null}`);
  const rows = useQueueList(list, mark);
  const all = useRowWords();
  useFollow(rows, chosen, onChoose);
  const columns = columnsOf(list, all);
  return (
    <>
      <div className={styles.about}>
        <p>{words.means[list]}</p>
        {rows.stale && <Stale rows={rows} />}
        {list === 'poisoned' && <RetryAll />}
      </div>
      {rows.failure && (
        <Trouble title={words.failed} failure={rows.failure}>
          <Button onClick={rows.again}>{words.again}</Button>
        </Trouble>
      )}
      {rows.items.length === 0 && !rows.failure && (
        <p className={styles.none} role="status">
          {rows.loading ? words.loading : words.none[list]}
        </p>
      )}
      {rows.items.length > 0 && (
        <DataTable
          label={words.table(words.lists[list])}
          columns={columns}
          rows={rows.items}
          keyOf={keyOf}
          chosen={chosen}
          onChoose={(key) => onChoose(rows.items.find((item) => keyOf(item) === key) ?? null)}
          onView={(_, last) => {
            if (last + ahead >= rows.items.length) rows.more();
          }}
        />
      )}
    </>
  );
}

/** The chosen dossier as the list has it now; one that has left the list is put away. */
function useFollow(rows: QueueRows, chosen: string | null, onChoose: QueueTableProps['onChoose']): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a list that was asked anew
  useEffect(() => {
    if (chosen !== null && !rows.loading && rows.failure === null)
      onChoose(rows.items.find((item) => keyOf(item) === chosen) ?? null);
  }, [rows.items]);
}

function Stale({ rows }: { readonly rows: QueueRows }) {
  const { queue: words } = useLabels();
  return (
    <p className={styles.stale} role="status">
      {words.changed}
      <Button look="quiet" onClick={rows.again}>
        {words.showNew}
      </Button>
    </p>
  );
}
