import { Circle, CircleCheck, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react';
import type { Indicator } from '#contract/quality.ts';
import { useLabels } from '../../i18n/language.ts';
import styles from './rating-mark.module.css';

const shapes: Readonly<Record<Indicator['rating'], LucideIcon>> = {
  green: CircleCheck,
  yellow: TriangleAlert,
  red: OctagonX,
  none: Circle,
};

type RatingMarkProps = {
  readonly rating: Indicator['rating'];
  readonly size?: number;
  /** Where there is room for the shape only, the word is still read out and shown under the pointer. */
  readonly short?: boolean;
};

/** A rating by shape, colour and word: each of them alone is enough. */
export function RatingMark({ rating, size = 15, short = false }: RatingMarkProps) {
  const { quality } = useLabels();
  const Shape = shapes[rating];
  return (
    <span
      className={`${styles.mark} ${styles[rating]}`}
      title={`${quality.ratings[rating]}: ${quality.ratingMeaning[rating]}`}
    >
      <Shape size={size} strokeWidth={2.2} aria-hidden />
      <span className={short ? 'visually-hidden' : undefined}>{quality.ratings[rating]}</span>
    </span>
  );
}

/** What the three ratings mean. */
export function RatingLegend() {
  const { quality } = useLabels();
  return (
    <ul className={styles.legend} aria-label={quality.legend}>
      {(['green', 'yellow', 'red'] as const).map((rating) => (
        <li key={rating}>
          <RatingMark rating={rating} size={13} /> {quality.ratingMeaning[rating]}
        </li>
      ))}
    </ul>
  );
}
