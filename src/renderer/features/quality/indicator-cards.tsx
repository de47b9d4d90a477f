import { type Criterion, criteria, type Indicator } from '#contract/quality.ts';
import { formatCount, formatPercent } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import type { AreaRow } from './board-rows.ts';
import styles from './indicator-cards.module.css';
import { RatingMark } from './rating-mark.tsx';

type IndicatorCardsProps = {
  readonly row: AreaRow;
  readonly chosen: Criterion;
  readonly onChoose: (criterion: Criterion) => void;
};

/** One area's five figures, large enough to be read across the room. */
export function IndicatorCards({ row, chosen, onChoose }: IndicatorCardsProps) {
  return (
    <section aria-label={row.name}>
      <h2 className={styles.area}>
        {row.name} <code>{/^\d+$/.test(row.area) ? row.area : ''}</code>
      </h2>
      <ul className={styles.cards}>
        {criteria.map((criterion) => (
          <li key={criterion}>
            <Card cell={row.cells[criterion]} chosen={criterion === chosen} onChoose={() => onChoose(criterion)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type CardProps = { readonly cell: Indicator; readonly chosen: boolean; readonly onChoose: () => void };

function Card({ cell, chosen, onChoose }: CardProps) {
  const { quality } = useLabels();
  const language = useLanguage();
  const { criterion, numerator, denominator, percent, rating } = cell;
  return (
    <button type="button" className={styles.card} aria-pressed={chosen} onClick={onChoose}>
      <b>{quality.criteria[criterion]}</b>
      <span className={styles.percent}>{formatPercent(percent, language)}</span>
      <RatingMark rating={rating} />
      <span className={styles.pair}>
        {quality.pair(formatCount(numerator, language), formatCount(denominator, language))}
      </span>
      <span className={styles.meaning}>{quality.meaning[criterion]}</span>
    </button>
  );
}
