import { Eye, EyeOff, History, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Citizen, CitizenField } from '#contract/citizen.ts';
import type { PersonView } from '#contract/registry.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import { type ItemGroup, itemGroups, sensitiveFields } from './item-groups.ts';
import { type ItemLine, itemLines } from './item-lines.ts';
import styles from './person.module.css';

type ItemTableProps = {
  readonly person: PersonView;
  readonly sensitiveOpen: boolean;
  readonly onSensitive: (open: boolean) => void;
  /** Shows the past of one item. */
  readonly onHistory: (field: CitizenField) => void;
};

/** The 26 items of the law in its order: value, what there is to know of it, source and date. */
export function ItemTable(props: ItemTableProps) {
  const { record } = useLabels();
  const { recorded } = props.person.citizen;
  const box = useRef<HTMLElement>(null);
  // The arrows scroll the record as soon as it is there.
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section ref={box} className={styles.scroll} tabIndex={0} aria-label={record.zone}>
      <table className={styles.items}>
        {itemGroups.map((group) => (
          <Group key={group.id} group={group} {...props} />
        ))}
      </table>
      <p className={styles.foot}>{record.recorded(record.sources[recorded.source], formatIsoDate(recorded.at))}</p>
    </section>
  );
}

function Group({ group, sensitiveOpen, onSensitive, ...rest }: ItemTableProps & { readonly group: ItemGroup }) {
  const { record } = useLabels();
  const Icon = sensitiveOpen ? EyeOff : Eye;
  return (
    <tbody>
      <tr className={styles.group}>
        <th scope="rowgroup" colSpan={3}>
          <span>{record.groups[group.id]}</span>
          {group.id === 'sensitive' && (
            <button
              type="button"
              aria-expanded={sensitiveOpen}
              title={record.sensitiveHint}
              onClick={() => onSensitive(!sensitiveOpen)}
            >
              <Icon size={14} aria-hidden />
              {sensitiveOpen ? record.hideSensitive : record.showSensitive}
            </button>
          )}
        </th>
      </tr>
      {group.fields.map((field, index) => (
        <Item
          key={field}
          field={field}
          item={group.from + index}
          hidden={sensitiveFields.has(field) && !sensitiveOpen}
          {...rest}
        />
      ))}
    </tbody>
  );
}

type ItemProps = Pick<ItemTableProps, 'person' | 'onHistory'> & {
  readonly field: CitizenField;
  readonly item: number;
  readonly hidden: boolean;
};

function Item({ person, field, item, hidden, onHistory }: ItemProps) {
  const { record } = useLabels();
  const { citizen, unitNames, history, findings } = person;
  const lines = itemLines(field, citizen[field], { labels: record, unitNames });
  const cancelled = field === 'number' ? citizen.cancelledNumbers : [];
  const changes = history.filter((change) => change.field === field).length;
  const wrong = findings.some((finding) => finding.field === field && finding.severity !== 'note');
  return (
    <tr data-field={field}>
      <th scope="row">
        <small className={styles.itemNumber}>{item}</small>
        <span>{record.items[field]}</span>
        {wrong && <TriangleAlert size={13} aria-label={record.findings} />}
      </th>
      <td>
        {hidden && lines.length > 0 ? (
          <span className={styles.quiet}>{record.concealed}</span>
        ) : (
          <Lines lines={lines} />
        )}
        {cancelled.length > 0 && <small className={styles.lineNote}>{record.cancelled(cancelled.join(', '))}</small>}
      </td>
      <td className={styles.source}>
        {lines.length > 0 && <Provenance citizen={citizen} field={field} />}
        {changes > 0 && (
          <button type="button" onClick={() => onHistory(field)}>
            <History size={12} aria-hidden />
            {record.changes(changes)}
          </button>
        )}
      </td>
    </tr>
  );
}

export function Lines({ lines }: { readonly lines: readonly ItemLine[] }) {
  const { record } = useLabels();
  if (lines.length === 0) return <span className={styles.quiet}>{record.empty}</span>;
  return lines.map(({ text, note, doubtful }) => (
    <span key={`${text} ${note}`} className={styles.line}>
      {text}
      {note && <small className={doubtful ? styles.doubt : styles.lineNote}>{note}</small>}
    </span>
  ));
}

/** Where the value was learnt and when; by whom and why under the pointer. */
function Provenance({ citizen, field }: { readonly citizen: Citizen; readonly field: CitizenField }) {
  const { record } = useLabels();
  const { source, at, by, basis, reason } = citizen.provenance[field] ?? citizen.recorded;
  const title = [
    record.provenance(record.sources[source], by),
    basis && record.basis(basis),
    reason && record.reason(reason),
  ];
  return (
    <span title={title.filter(Boolean).join(' · ')}>
      {record.sources[source]} · {formatIsoDate(at)}
    </span>
  );
}
