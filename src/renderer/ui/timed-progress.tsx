import { formatStretch } from '../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../i18n/language.ts';
import { usePace } from './pace.ts';
import { ProgressBar } from './progress-bar.tsx';
import styles from './timed-progress.module.css';

type TimedProgressProps = {
  readonly label: string;
  readonly done: number;
  readonly of: number;
  /** How far it is, in words. */
  readonly count: string;
  /** How fast, in words, where that means something to whoever waits. */
  readonly rate?: (perSecond: number) => string;
  /** What `rate` is about where that is not `done`. */
  readonly counted?: number;
};

/** Something that takes longer than a moment: how far, how fast, and how long yet. */
export function TimedProgress({ label, done, of, count, rate, counted = done }: TimedProgressProps) {
  const { pace: words } = useLabels();
  const language = useLanguage();
  const pace = usePace(done, of);
  const speed = usePace(counted, of);
  const left = pace && words.left(formatStretch(pace.leftMs, language));
  return (
    <div className={styles.progress}>
      <ProgressBar
        label={label}
        value={of > 0 ? Math.min(1, done / of) : null}
        text={left ? `${count}, ${left}` : count}
      />
      <p className={styles.line}>
        <span>{count}</span>
        {rate && speed && <span>{rate(speed.perSecond)}</span>}
        {left && <span>{left}</span>}
      </p>
    </div>
  );
}
