import type { Line } from '#contract/sync.ts';
import styles from './line.module.css';

const looks: Readonly<Record<Line['is'], string | undefined>> = {
  unset: styles.idle,
  connecting: styles.idle,
  ready: styles.good,
  away: styles.away,
  barred: styles.barred,
};

/** The state of the line by shape and colour; the words stand beside it. */
export function LineDot({ line }: { readonly line: Line }) {
  const grave = line.is === 'barred' && !line.failure.retryable ? styles.grave : '';
  return <span className={`${styles.dot} ${looks[line.is]} ${grave}`} aria-hidden />;
}
