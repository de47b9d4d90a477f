import type { RuleId, RuleInfo } from '#contract/quality.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { Bar } from './bar.tsx';
import type { RuleRow } from './board-rows.ts';
import styles from './charts.module.css';

type FaultChartProps = {
  readonly rules: readonly RuleRow[];
  readonly records: number;
  readonly chosen: RuleId | null;
  readonly onChoose: (rule: RuleInfo) => void;
};

/** Where the faults are: a bar and a count for every rule, the longest first; what is only noted stands beside it. */
export function FaultChart({ rules, records, chosen, onChoose }: FaultChartProps) {
  const { quality } = useLabels();
  const language = useLanguage();
  const most = Math.max(1, ...rules.map(({ failing }) => failing));
  return (
    <section className={styles.chart} aria-labelledby="quality-faults">
      <header>
        <h2 id="quality-faults">{quality.faults}</h2>
        <p>{quality.faultsHint}</p>
      </header>
      <div className={styles.scroll}>
        <ul>
          {rules.map(({ info, failing, noted }) => (
            <li key={info.id}>
              <button
                type="button"
                className={styles.fault}
                aria-pressed={info.id === chosen}
                disabled={records === 0}
                onClick={() => onChoose(info)}
              >
                <code>{info.id}</code>
                <span className={styles.name}>{quality.rule(info).title}</span>
                <span className={styles.of}>{quality.criteria[info.criterion]}</span>
                <Bar part={failing / most} />
                <span className={styles.count}>{formatCount(failing, language)}</span>
                <span className={styles.noted}>{noted > 0 && quality.noted(formatCount(noted, language))}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
