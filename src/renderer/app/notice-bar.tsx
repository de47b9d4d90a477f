import { TriangleAlert, X } from 'lucide-react';
import { useFailureWords, useLabels } from '../i18n/language.ts';
import { useActs } from '../state/acts.ts';
import { useWindow } from '../state/desk-context.tsx';
import styles from './bars.module.css';

/** What became of the last act that failed: lies over the foot of the work area, so that nothing moves. */
export function NoticeBar() {
  const labels = useLabels();
  const acts = useActs();
  const notice = useWindow((window) => window.notice);
  const words = useFailureWords(notice?.failure ?? null);
  return (
    <div className={styles.place} role="status" aria-live="polite">
      {notice && words && (
        <div key={notice.id} className={`${styles.bar} ${styles.warn} ${styles.floating}`}>
          <TriangleAlert size={20} aria-hidden />
          <p className={styles.text}>
            <b>{words.text}</b> {words.remedy}
            <code className={styles.code}>{notice.failure.code}</code>
          </p>
          <button
            type="button"
            className={styles.dismiss}
            aria-label={labels.notice.dismiss}
            onClick={acts.dismissNotice}
          >
            <X size={16} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}
