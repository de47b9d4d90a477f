import type { CitizenChange, CitizenField } from '#contract/citizen.ts';
import type { PersonView } from '#contract/registry.ts';
import { formatMoment } from '../../i18n/format-figures.ts';
import { useLabels } from '../../i18n/language.ts';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import { sensitiveFields } from './item-groups.ts';
import { type ItemWords, pastLines } from './item-lines.ts';
import styles from './person.module.css';

type HistoryListProps = {
  readonly person: PersonView;
  /** Only this item's past; null for all. */
  readonly field: CitizenField | null;
  readonly onField: (field: CitizenField | null) => void;
  readonly sensitiveOpen: boolean;
};

/** Every past value, newest first: before and after, who, by which act, why. */
export function HistoryList({ person, field, onField, sensitiveOpen }: HistoryListProps) {
  const { record } = useLabels();
  const shown = person.history.filter((change) => field === null || change.field === field);
  return (
    <div>
      <h2 className={`${panel.heading} ${styles.historyHead}`}>
        {field === null ? record.history : record.historyOf(record.items[field])}
        {field !== null && (
          <button type="button" onClick={() => onField(null)}>
            {record.allHistory}
          </button>
        )}
      </h2>
      {shown.length === 0 && <p className={styles.nothing}>{record.noHistory}</p>}
      <ol className={styles.history}>
        {shown.map((change) => (
          <Change
            key={`${change.provenance.at} ${change.field} ${JSON.stringify(change.before)}`}
            change={change}
            words={{ labels: record, unitNames: person.unitNames }}
            hidden={sensitiveFields.has(change.field) && !sensitiveOpen}
          />
        ))}
      </ol>
    </div>
  );
}

type ChangeProps = { readonly change: CitizenChange; readonly words: ItemWords; readonly hidden: boolean };

function Change({ change, words, hidden }: ChangeProps) {
  const { record, comparison } = useLabels();
  const { field, before, after, provenance } = change;
  const value = (past: unknown) => (hidden ? record.hidden : pastText(field, past, words));
  return (
    <li>
      <p className={styles.when}>
        {formatMoment(provenance.at)} · {provenance.by}
        {provenance.act && <Tag tone="info">{comparison.acts[provenance.act]}</Tag>}
      </p>
      <p>
        <b>{record.items[field]}</b>
      </p>
      <p>
        <del>
          <span className="visually-hidden">{record.before}: </span>
          {value(before)}
        </del>
        {' → '}
        <ins>
          <span className="visually-hidden">{record.after}: </span>
          {value(after)}
        </ins>
      </p>
      <p className={styles.quiet}>
        {[
          record.sources[provenance.source],
          provenance.basis && record.basis(provenance.basis),
          provenance.reason && record.reason(provenance.reason),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}

function pastText(field: CitizenField, value: unknown, words: ItemWords): string {
  const lines = pastLines(field, value, words);
  if (lines === null) return words.labels.unreadable;
  return lines.length === 0 ? words.labels.nothing : lines.map(({ text }) => text).join(', ');
}
