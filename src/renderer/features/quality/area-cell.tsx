import { useEffect, useRef } from 'react';
import type { Indicator } from '#contract/quality.ts';
import { formatCount, formatPercent } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import styles from './area-table.module.css';
import { RatingMark } from './rating-mark.tsx';

type AreaCellProps = {
  readonly cell: Indicator;
  readonly chosen: boolean;
  readonly onChoose: (cell: Indicator) => void;
  /** Set while arrows choose: the focus follows what they chose, also into rows that are drawn later. */
  readonly follow: { current: boolean };
};

/** One figure of the board: percentage, rating, and the pair it is made of. One cell of the table is a stop of the tab key. */
export function AreaCell({ cell, chosen, onChoose, follow }: AreaCellProps) {
  const { quality } = useLabels();
  const language = useLanguage();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!chosen || !follow.current) return;
    follow.current = false;
    button.current?.focus();
  }, [chosen, follow]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    <div role="cell" className={styles.cell}>
      <button
        ref={button}
        type="button"
        aria-pressed={chosen}
        tabIndex={chosen ? 0 : -1}
        onClick={() => onChoose(cell)}
      >
        <span className={styles.figure}>
          <b>{formatPercent(cell.percent, language)}</b>
          <RatingMark rating={cell.rating} size={13} short />
        </span>
        <small>{quality.pair(formatCount(cell.numerator, language), formatCount(cell.denominator, language))}</small>
      </button>
    </div>
  );
}
