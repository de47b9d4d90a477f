import type { Finding } from '#contract/quality.ts';
import { useLabels } from '../../i18n/language.ts';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import styles from './person.module.css';

const tones = { note: 'plain', warning: 'warn', error: 'bad', required: 'bad' } as const;
const weights = { required: 0, error: 1, warning: 2, note: 3 } as const;

/** What the rules of data quality find in this record, the gravest first: what it is, and what to do. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const { record } = useLabels();
  const sorted = [...findings].sort((one, other) => weights[one.severity] - weights[other.severity]);
  return (
    <div>
      <h2 className={panel.heading}>{record.findings}</h2>
      {sorted.length === 0 && <p className={styles.nothing}>{record.noFindings}</p>}
      <ul className={styles.findings}>
        {sorted.map((finding) => (
          <Line key={`${finding.rule} ${finding.detail} ${finding.field}`} finding={finding} />
        ))}
      </ul>
    </div>
  );
}

function Line({ finding: { rule, severity, field, detail, others } }: { readonly finding: Finding }) {
  const { record, findings } = useLabels();
  return (
    <li data-severity={severity}>
      <p>
        <Tag tone={tones[severity]}>{record.severities[severity]}</Tag> <b>{findings.details[detail] ?? detail}</b>
        {field && <span>: {begunSmall(record.items[field])}</span>}
        {others.length > 0 && <span className={styles.number}> {others.join(', ')}</span>}
      </p>
      <p className={styles.way}>
        {record.way(findings.ways[rule])} <code>{rule}</code>
      </p>
    </li>
  );
}

/** Inside a sentence; abbreviations stay as they are. */
function begunSmall(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
