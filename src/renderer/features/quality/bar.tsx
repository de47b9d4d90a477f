import styles from './charts.module.css';

/** A bar of a chart: `part` of its place, and never so short that something looks like nothing. The figure stands beside it. */
export function Bar({
  part,
  tone = 'accent',
}: {
  readonly part: number;
  readonly tone?: 'accent' | 'ok' | 'warn' | 'bad';
}) {
  const width = part <= 0 ? 0 : Math.max(0.6, part * 100);
  return (
    <svg className={`${styles.bar} ${styles[tone]}`} aria-hidden focusable="false">
      <rect className={styles.ground} width="100%" height="10" rx="3" />
      <rect className={styles.part} width={`${width}%`} height="10" rx="3" />
    </svg>
  );
}
