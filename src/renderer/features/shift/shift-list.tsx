import type { ShiftView } from '#contract/shift.ts';
import { useLabels } from '../../i18n/language.ts';
import type { Answer } from '../../state/use-answer.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import styles from './shift.module.css';
import { shiftTime } from './shift-times.ts';

type ListProps = {
  readonly shifts: Answer<readonly ShiftView[]>;
  readonly chosen: string | null;
  readonly onChoose: (shift: string) => void;
};
type ColumnId = 'shift' | 'opened' | 'closed' | 'came' | 'done' | 'passed' | 'state';

/** The shifts of this desk, the newest first. */
export function ShiftList({ shifts, chosen, onChoose }: ListProps) {
  const { shift: words } = useLabels();
  const columns = useColumns();
  const rows = shifts.value ?? [];
  return (
    <section
      className={`${panel.panel} ${styles.list}`}
      data-empty={rows.length === 0 || undefined}
      aria-label={words.list}
    >
      <h2 className={panel.heading}>{words.list}</h2>
      {shifts.failure && <Trouble title={words.failed} failure={shifts.failure} />}
      {rows.length === 0 && !shifts.asking && !shifts.failure && <p className={styles.empty}>{words.noShifts}</p>}
      {rows.length > 0 && (
        <DataTable<ShiftView, ColumnId>
          label={words.list}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
    </section>
  );
}

function useColumns(): readonly Column<ShiftView, ColumnId>[] {
  const { shift: words } = useLabels();
  const names = words.columns;
  return [
    { id: 'shift', name: names.shift, width: 'minmax(90px, 1fr)', cell: ({ plan }) => plan ?? words.unplanned },
    { id: 'opened', name: names.opened, width: 'minmax(130px, 1.4fr)', cell: ({ openedAt, openedBy }) => `${shiftTime(openedAt)} · ${openedBy}` },
    { id: 'closed', name: names.closed, width: 'minmax(130px, 1.4fr)', cell: ({ closed }) => (closed ? `${shiftTime(closed.at)} · ${closed.by}` : words.stillOpen) },
    { id: 'came', name: names.came, width: '56px', cell: ({ counts }) => counts.taken + counts.inherited },
    { id: 'done', name: names.done, width: '56px', cell: ({ counts }) => counts.finished },
    { id: 'passed', name: names.passed, width: '76px', cell: ({ counts }) => counts.passedOn },
    { id: 'state', name: names.state, width: '96px', cell: ({ reconciles }) => <Tag tone={reconciles ? 'ok' : 'bad'}>{reconciles ? words.good : words.bad}</Tag> },
  ]; // biome-ignore format: a table
}
