import type { AuditRecord } from '#contract/audit.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import styles from './audit.module.css';
import { objectText, resultText } from './record-words.ts';
import { useRecordWords } from './use-record-words.ts';

type RecordDetailsProps = {
  readonly record: AuditRecord | null;
  /** Shows every record about the object with this pseudonym. */
  readonly onFollow: (mark: string) => void;
};

/** All of one record. */
export function RecordDetails({ record, onFollow }: RecordDetailsProps) {
  const { audit } = useLabels();
  return (
    <section className={`${panel.panel} ${styles.details}`} aria-label={audit.details}>
      <h2 className={panel.heading}>{audit.details}</h2>
      {record ? <Facts record={record} onFollow={onFollow} /> : <p className={styles.hint}>{audit.chooseOne}</p>}
    </section>
  );
}

function Facts({ record, onFollow }: { readonly record: AuditRecord } & Pick<RecordDetailsProps, 'onFollow'>) {
  const { audit } = useLabels();
  const facts = useFacts(record);
  const mark = record.object?.mark ?? null;
  return (
    <>
      <dl className={styles.facts} tabIndex={0}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {mark !== null && (
        <Button className={styles.follow ?? ''} onClick={() => onFollow(mark)}>
          {audit.follow}
        </Button>
      )}
    </>
  );
}

function useFacts(record: AuditRecord): readonly (readonly [name: string, value: string])[] {
  const all = useRecordWords();
  const { labels, words, count } = all;
  const { facts } = labels.audit;
  const moment = new Date(record.at);
  const { purpose, role } = record;
  const stated = purpose && [words.purposes[purpose.code], purpose.note].filter(Boolean).join(': ');
  const lines: readonly (readonly [string, string | null])[] = [
    [facts.at, `${formatDay(moment)} ${formatTime(moment, true)}`],
    [facts.officer, record.officer ?? labels.audit.desk],
    [facts.role, role && words.roles[role]],
    [facts.action, words.actions[record.action]],
    [facts.object, objectText(record, labels) || null],
    [facts.purpose, stated],
    [facts.result, resultText(record, all)],
    [facts.level, facts.levelNumber(words.levels[record.level], count(record.number))],
    [facts.place, `${record.machine} · ${record.station}`],
    [facts.restored, record.epoch > 1 ? count(record.epoch - 1) : null],
    [facts.chain, `${record.previous.slice(0, 16)}…`],
  ];
  return lines.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}
