import { useMemo } from 'react';
import { useLabels } from '../../i18n/language.ts';
import type { Labels } from '../../i18n/vi.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { OfficerColumn, OfficerOrder, OfficerRow } from './roster-view.ts';

type OfficerTableProps = {
  readonly rows: readonly OfficerRow[];
  readonly order: OfficerOrder;
  readonly onOrder: (order: OfficerOrder) => void;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

export function OfficerTable(table: OfficerTableProps) {
  const labels = useLabels();
  const columns = useMemo(() => columnsOf(labels), [labels]);
  return <DataTable label={labels.officers.title} columns={columns} keyOf={({ officer }) => officer.id} {...table} />;
}

function columnsOf(labels: Labels): readonly Column<OfficerRow, OfficerColumn>[] {
  const names = labels.officers.columns;
  return [
    { id: 'id', name: names.id, width: '110px', cell: ({ officer }) => officer.id },
    {
      id: 'name',
      name: names.name,
      width: 'minmax(150px, 1.2fr)',
      cell: ({ officer }) => officer.name,
      title: ({ officer }) => officer.name,
    },
    {
      id: 'roles',
      name: names.roles,
      width: 'minmax(160px, 1.4fr)',
      cell: ({ roles }) => roles,
      title: ({ roles }) => roles,
    },
    { id: 'state', name: names.state, width: '112px', cell: (row) => <StateTag row={row} /> },
    { id: 'secret', name: names.secret, width: '150px', cell: (row) => <SecretState row={row} labels={labels} /> },
  ];
}

const tones = { active: 'ok', suspended: 'warn', left: 'plain' } as const;

export function StateTag({ row: { officer, state } }: { readonly row: OfficerRow }) {
  return <Tag tone={tones[officer.state]}>{state}</Tag>;
}

/** How they may come in: with a secret of their own, one still to be chosen, or after a wait. */
export function SecretState({ row: { officer }, labels }: { readonly row: OfficerRow; readonly labels: Labels }) {
  const { waiting, wrong, secrets } = labels.officers;
  if (officer.waitMs > 0) return <Tag tone="bad">{waiting(Math.ceil(officer.waitMs / 60_000))}</Tag>;
  return (
    <>
      {secrets[officer.secret]}
      {officer.failures > 0 && ` · ${wrong(officer.failures)}`}
    </>
  );
}
