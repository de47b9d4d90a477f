import { Ellipsis, type LucideIcon, Minus, Check as Tick, TriangleAlert, X } from 'lucide-react';
import { type Check, checkIds, type Verdict } from '#contract/verdict.ts';
import { useLabels, useWording } from '../../../i18n/language.ts';
import { factsText } from './check-facts.ts';
import styles from './proof-zone.module.css';

const marks: Readonly<
  Record<Check['outcome'], { readonly tone: 'ok' | 'warn' | 'bad' | 'none'; readonly icon: LucideIcon }>
> = {
  passed: { tone: 'ok', icon: Tick },
  failed: { tone: 'bad', icon: X },
  unknown: { tone: 'warn', icon: TriangleAlert },
  warning: { tone: 'warn', icon: TriangleAlert },
  pending: { tone: 'none', icon: Ellipsis },
  notApplicable: { tone: 'none', icon: Minus },
};

/** Every check with its outcome, reason and facts. Before a card is read the list says what will be checked. */
export function CheckList({ verdict }: { readonly verdict: Verdict | null }) {
  const labels = useLabels();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <ul className={styles.checks} aria-label={labels.proof.checks} tabIndex={0}>
      {checkIds.map((id) => {
        const check = verdict?.checks.find((candidate) => candidate.id === id);
        return <CheckLine key={id} check={check ?? { id, outcome: 'pending', reasons: [], facts: {} }} />;
      })}
    </ul>
  );
}

function CheckLine({ check }: { readonly check: Check }) {
  const words = useWording();
  const labels = useLabels();
  const { tone, icon: Icon } = marks[check.outcome];
  const title = Object.values(check.facts).join(' · ');
  return (
    <li className={styles.check} data-check={check.id} data-outcome={check.outcome} title={title || undefined}>
      <span className={`${styles.mark} ${styles[tone]}`}>
        <Icon size={12} strokeWidth={3} aria-hidden />
        <span className="visually-hidden">{words.outcomes[check.outcome]}</span>
      </span>
      <CheckText check={check} tone={tone} />
      <span className={styles.facts}>{factsText(check, labels)}</span>
    </li>
  );
}

/** What failed or is missing says which check it was and why; a remark that changes nothing is one line. */
function CheckText({ check, tone }: { readonly check: Check; readonly tone: string }) {
  const words = useWording();
  const name = words.checks[check.id];
  const reasons = check.reasons.map((reason) => words.reasons[reason].text);
  switch (check.outcome) {
    case 'passed':
      return <span>{name}</span>;
    case 'pending':
      return <span className={styles.waits}>{name}</span>;
    case 'warning':
      return <span>{reasons.join(' · ') || name}</span>;
    case 'notApplicable':
      return <span className={styles.waits}>{[name, ...reasons].join(': ')}</span>;
    default:
      return (
        <span>
          {name}
          {reasons.map((reason) => (
            <span key={reason} className={`${styles.reason} ${styles[tone]}`}>
              {reason}
            </span>
          ))}
        </span>
      );
  }
}
