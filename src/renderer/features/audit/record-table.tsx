import { useMemo } from 'react';
import type { AuditLevel, AuditRecord } from '#contract/audit.ts';
import type { OfficerWords } from '#contract/wording/audit-words.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import type { Labels } from '../../i18n/vi.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './audit.module.css';
import { objectText, type RecordWords, resultText } from './record-words.ts';
import { useRecordWords } from './use-record-words.ts';
import type { Records } from './use-records.ts';

type RecordTableProps = {
  readonly held: Records;
  readonly chosen: string | null;
  readonly onChoose: (sequence: string) => void;
};

type RecordColumn = keyof Labels['audit']['columns'];

/** Rows below the view when older ones are fetched. */
const ahead = 40;

export function RecordTable({ held, chosen, onChoose }: RecordTableProps) {
  const labels = useLabels();
  const all = useRecordWords();
  const columns = useMemo(() => columnsOf(all), [all]);
  return (
    <DataTable
      label={labels.audit.title}
      columns={columns}
      rows={held.records}
      keyOf={({ sequence }) => String(sequence)}
      chosen={chosen}
      onChoose={onChoose}
      onView={(_, last) => {
        if (held.records.length > 0 && last + ahead >= held.records.length) held.more();
      }}
    />
  );
}

export const levelTones = { view: 'plain', act: 'info', security: 'warn', incident: 'bad' } as const satisfies Record<
  AuditLevel,
  string
>;

function columnsOf(all: RecordWords): readonly Column<AuditRecord, RecordColumn>[] {
  const { labels, words, count } = all;
  const names = labels.audit.columns;
  const purpose = ({ purpose: stated }: AuditRecord) => (stated ? words.purposes[stated.code] : '');
  const result = (record: AuditRecord) => resultText(record, all);
  return [
    { id: 'sequence', name: names.sequence, width: '74px', cell: ({ sequence }) => count(sequence) },
    { id: 'at', name: names.at, width: '104px', cell: ({ at }) => <When at={at} /> },
    { id: 'officer', name: names.officer, width: '86px', cell: ({ officer }) => officer ?? labels.audit.desk },
    {
      id: 'action',
      name: names.action,
      width: 'minmax(150px, 1.3fr)',
      cell: (record) => <Action record={record} words={words} />,
      title: ({ action }) => words.actions[action],
    },
    {
      id: 'object',
      name: names.object,
      width: 'minmax(110px, 1fr)',
      cell: (record) => objectText(record, labels),
      title: (record) => objectText(record, labels),
    },
    { id: 'purpose', name: names.purpose, width: 'minmax(90px, 0.9fr)', cell: purpose, title: purpose },
    { id: 'result', name: names.result, width: 'minmax(90px, 1fr)', cell: result, title: result },
  ];
}

function When({ at }: { readonly at: string }) {
  const moment = new Date(at);
  return (
    <time className={styles.when} dateTime={at}>
      {formatTime(moment, true)}
      <small>{formatDay(moment)}</small>
    </time>
  );
}

function Action({ record, words }: { readonly record: AuditRecord; readonly words: OfficerWords }) {
  const { level, action } = record;
  return (
    <>
      {words.actions[action]}{' '}
      {(level === 'security' || level === 'incident') && <Tag tone={levelTones[level]}>{words.levels[level]}</Tag>}
    </>
  );
}
