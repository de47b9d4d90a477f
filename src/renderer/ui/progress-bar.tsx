import { Progress } from '@base-ui/react/progress';
import styles from './progress-bar.module.css';

type ProgressBarProps = {
  readonly label: string;
  /** Part done, 0 to 1; null while the whole is not known. */
  readonly value: number | null;
  readonly text?: string;
};

export function ProgressBar({ label, value, text }: ProgressBarProps) {
  return (
    <Progress.Root
      value={value === null ? null : Math.round(value * 100)}
      aria-label={label}
      {...(text && { 'aria-valuetext': text })}
    >
      <Progress.Track className={styles.track}>
        <Progress.Indicator className={styles.bar} />
      </Progress.Track>
    </Progress.Root>
  );
}
