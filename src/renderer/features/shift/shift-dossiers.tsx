import { useMemo, useState } from 'react';
import type { DossierLine } from '#contract/dossier.ts';
import type { ShiftView } from '#contract/shift.ts';
import { useDossierWords, useSaid } from '../../i18n/dossier-words.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import { useDesk, useDeskParts } from '../../state/desk-context.tsx';
import { useAnswer } from '../../state/use-answer.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import styles from './shift.module.css';
import { shiftTime } from './shift-times.ts';

type DossiersProps = { readonly shift: string | null; readonly shifts: readonly ShiftView[] };
type ColumnId = 'person' | 'kind' | 'state' | 'due' | 'officer';

/** The dossiers a shift answers for; numbers masked. */
export function ShiftDossiers({ shift: id, shifts }: DossiersProps) {
  const { shift: words } = useLabels();
  const { link } = useDeskParts();
  const [chosen, setChosen] = useState<string | null>(null);
  const columns = useColumns();
  // What the open shift answers for changes with its figures.
  const figures = useDesk((desk) => (desk.shift.open?.id === id ? JSON.stringify(desk.shift.open?.counts) : ''));
  // biome-ignore lint/correctness/useExhaustiveDependencies: other figures ask again
  const ask = useMemo(
    () => (id === null ? null : () => link.call('shift.dossiers', { shift: id })),
    [link, id, figures],
  );
  const dossiers = useAnswer<readonly DossierLine[]>(ask);
  const shift = shifts.find((each) => each.id === id);
  if (id === null) return null;
  const title = words.dossiers(shift ? `${shift.plan ?? words.unplanned} ${shiftTime(shift.openedAt)}` : words.now);
  const rows = dossiers.value ?? [];
  return (
    <section className={`${panel.panel} ${styles.dossiers}`} aria-label={title}>
      <h2 className={panel.heading}>{title}</h2>
      {dossiers.failure && <Trouble title={words.failed} failure={dossiers.failure} />}
      {rows.length === 0 && !dossiers.asking && !dossiers.failure && <p className={styles.empty}>{words.noDossiers}</p>}
      {rows.length > 0 && (
        <DataTable<DossierLine, ColumnId>
          label={title}
          columns={columns}
          rows={rows}
          keyOf={(line) => line.id}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
    </section>
  );
}

function useColumns(): readonly Column<DossierLine, ColumnId>[] {
  const { shift } = useLabels();
  const words = useDossierWords();
  const said = useSaid();
  const names = shift.dossierColumns;
  return [
    {
      id: 'person',
      name: names.person,
      width: 'minmax(0, 2fr)',
      title: ({ name }) => name,
      cell: ({ name, number }) => (
        <>
          <span className={styles.person}>{name}</span> · {number}
        </>
      ),
    },
    { id: 'kind', name: names.kind, width: 'minmax(0, 1.5fr)', cell: ({ names }) => said(names) },
    {
      id: 'state',
      name: names.state,
      width: '140px',
      cell: ({ state }) => <Tag tone={state === 'returned' ? 'warn' : 'plain'}>{words.states[state]}</Tag>,
    },
    { id: 'due', name: names.due, width: '96px', cell: ({ due }) => (due === null ? '–' : formatIsoDate(due)) },
    { id: 'officer', name: names.officer, width: '76px', cell: ({ officer }) => officer },
  ];
}
