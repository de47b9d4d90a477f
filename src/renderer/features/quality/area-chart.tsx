import type { Criterion, Indicator } from '#contract/quality.ts';
import { formatCount, formatPercent } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { Bar } from './bar.tsx';
import { type AreaRow, placeOf } from './board-rows.ts';
import styles from './charts.module.css';
import { RatingMark } from './rating-mark.tsx';
import { useQualityView } from './use-quality-view.ts';

const most = 15;
const tones: Readonly<Record<Indicator['rating'], 'ok' | 'warn' | 'bad' | 'accent'>> = {
  green: 'ok',
  yellow: 'warn',
  red: 'bad',
  none: 'accent',
};

/** The areas with the lowest figure of a criterion: where to begin. */
export function AreaChart({ rows, criterion }: { readonly rows: readonly AreaRow[]; readonly criterion: Criterion }) {
  const { quality } = useLabels();
  const language = useLanguage();
  const [view, change] = useQualityView();
  const title = quality.chartOf(quality.criteria[criterion]);
  const lowest = rows
    .filter(({ cells }) => cells[criterion].percent !== null)
    .toSorted((a, b) => (a.cells[criterion].percent ?? 0) - (b.cells[criterion].percent ?? 0))
    .slice(0, most);
  return (
    <section className={styles.chart} aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div className={styles.scroll}>
        <ul>
          {lowest.map(({ area, name, cells: { [criterion]: cell } }) => (
            <li key={area}>
              <button
                type="button"
                className={styles.area}
                aria-pressed={view.area === area}
                onClick={() => change({ area, rule: null })}
              >
                <span className={styles.name} title={name}>
                  {placeOf(name).place}
                </span>
                <Bar part={(cell.percent ?? 0) / 100} tone={tones[cell.rating]} />
                <b>{formatPercent(cell.percent, language)}</b>
                <span className={styles.of}>
                  {quality.pair(formatCount(cell.numerator, language), formatCount(cell.denominator, language))}
                </span>
                <RatingMark rating={cell.rating} size={13} />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
