import type { ReadProgress } from '#contract/evidence.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useLabels, useLanguage, useWording } from '../../../i18n/language.ts';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import styles from './proof-zone.module.css';
import { countedSteps, readFraction } from './read-fraction.ts';

const beginning: ReadProgress = { step: 'connecting', file: null, bytesRead: 0, bytesKnown: 0, apdus: 0 };

/** The step by its name and number, the bytes read, and how much of the whole that is. */
export function ReadingProgress({ progress }: { readonly progress: ReadProgress | null }) {
  const labels = useLabels();
  const language = useLanguage();
  const { steps } = useWording();
  const now = progress ?? beginning;
  const number = Math.max(0, countedSteps.indexOf(now.step)) + 1;
  const step = labels.progress.step(number, countedSteps.length, steps[now.step]);
  const read = formatBytes(now.bytesRead, language);
  const bytes =
    now.bytesRead < now.bytesKnown ? labels.progress.bytes(read, formatBytes(now.bytesKnown, language)) : read;
  return (
    <div className={styles.progress}>
      <p className={styles.step}>
        <span>{step}</span>
        <span>{now.bytesRead > 0 ? bytes : ''}</span>
      </p>
      <ProgressBar label={labels.progress.title} value={readFraction(now)} text={`${step}, ${bytes}`} />
    </div>
  );
}
