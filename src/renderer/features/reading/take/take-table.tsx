import type { ComparedField } from '#contract/comparison.ts';
import { useLabels } from '../../../i18n/language.ts';
import { Tag } from '../../../ui/tag.tsx';
import type { Takeable } from '../comparison/takeable.ts';
import { useRevealedNumber } from '../reveal/use-revealed-number.ts';
import styles from './take-dialog.module.css';

type TakeTableProps = {
  readonly readingId: string;
  readonly fields: readonly Takeable[];
  readonly chosen: ReadonlySet<ComparedField>;
  readonly onChoose: (chosen: ReadonlySet<ComparedField>) => void;
};

const sensitive: ReadonlySet<ComparedField> = new Set(['ethnicity', 'religion', 'oldNumber']);

/** Old value beside new, one line per field; what is ticked is taken. */
export function TakeTable({ readingId, fields, chosen, onChoose }: TakeTableProps) {
  const { comparison: words } = useLabels();
  const { columns } = words.takeDialog;
  const toggle = (field: ComparedField) => {
    const next = new Set(chosen);
    if (!next.delete(field)) next.add(field);
    onChoose(next);
  };
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{columns.field}</th>
            <th scope="col">{columns.before}</th>
            <th scope="col">{columns.after}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((each) => (
            <Line
              key={each.field}
              each={each}
              readingId={readingId}
              chosen={chosen.has(each.field)}
              onToggle={() => toggle(each.field)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LineProps = {
  readonly each: Takeable;
  readonly readingId: string;
  readonly chosen: boolean;
  readonly onToggle: () => void;
};

function Line({ each: { field, values, act }, readingId, chosen, onToggle }: LineProps) {
  const { comparison: words } = useLabels();
  const masked = useRevealedNumber(readingId) === null;
  const hidden = masked && sensitive.has(field);
  const { empty, hidden: concealed } = words.takeDialog;
  const before = values.record === null ? empty : hidden ? concealed : values.record;
  return (
    <tr data-chosen={chosen}>
      <th scope="row">
        <label>
          <input type="checkbox" checked={chosen} onChange={onToggle} />
          <span className={styles.field}>{words.fields[field]}</span>
        </label>
      </th>
      <td className={styles.before}>{before}</td>
      <td>
        <span className={styles.after}>{hidden ? concealed : values.chip}</span>{' '}
        <Tag tone={act === 'capNhat' ? 'warn' : 'info'}>{words.acts[act]}</Tag>
      </td>
    </tr>
  );
}
