import type { Sending } from '#contract/sync.ts';
import { formatCount, formatRate, formatSize, formatStretch } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './line.module.css';

/** A run that sends: how far, how fast, and how long yet. */
export function SendingProgress({ sending }: { readonly sending: Sending }) {
  const { queue, pace } = useLabels();
  const words = queue.line;
  const language = useLanguage();
  const { dossiers, bytes, bytesPerSecond, secondsLeft } = sending;
  const count = words.sendingDossiers(formatCount(dossiers.done, language), formatCount(dossiers.of, language));
  const size = words.sendingBytes(formatSize(bytes.done, language), formatSize(bytes.of, language));
  const rate = bytesPerSecond === null ? null : formatRate(bytesPerSecond, language);
  const left = secondsLeft === null ? null : pace.left(formatStretch(secondsLeft * 1000, language));
  const speed = [left, rate].filter(Boolean).join(' · ');
  return (
    <div className={styles.sending}>
      <ProgressBar
        label={words.sending}
        value={bytes.of > 0 ? Math.min(1, bytes.done / bytes.of) : null}
        text={[count, left].filter(Boolean).join(', ')}
      />
      <p>
        <b>{count}</b>
        <span>{size}</span>
      </p>
      {speed && <p>{speed}</p>}
    </div>
  );
}
