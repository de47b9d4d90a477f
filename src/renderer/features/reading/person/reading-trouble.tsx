import { Hand, TriangleAlert } from 'lucide-react';
import type { Reading } from '#contract/desk.ts';
import { useFailureWords, useLabels } from '../../../i18n/language.ts';
import styles from './person-zone.module.css';

/** Under the table: why the read ended early, or that the card was lifted after it. */
export function ReadingTrouble({ reading }: { readonly reading: Reading }) {
  const { work } = useLabels();
  const words = useFailureWords(reading.failure);
  return (
    <div role="status" aria-live="polite">
      {words && reading.failure ? (
        <p className={`${styles.strip} ${styles.trouble}`}>
          <TriangleAlert size={18} aria-hidden />
          <span>
            <b>{words.text}</b> {words.remedy} <code>{reading.failure.code}</code>
          </span>
        </p>
      ) : (
        reading.cardGone && (
          <p className={styles.strip}>
            <Hand size={18} aria-hidden />
            <span>
              <b>{work.gone}.</b> {work.goneHint}
            </span>
          </p>
        )
      )}
    </div>
  );
}
