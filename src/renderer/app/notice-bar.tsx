import { Check, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { useFailureWords, useLabels } from '../i18n/language.ts';
import { useActs } from '../state/acts.ts';
import { useDeskParts, useWindow } from '../state/desk-context.tsx';
import styles from './bars.module.css';

/** What became of the last act that failed: lies over the foot of the work area, so that nothing moves. */
export function NoticeBar() {
  const labels = useLabels();
  const notice = useWindow((window) => window.notice);
  const failure = notice?.failure ?? null;
  const words = useFailureWords(failure);
  useGoodNewsPasses();
  return (
    <div className={styles.place} role="status" aria-live="polite">
      {notice?.said && (
        <div key={notice.id} className={`${styles.bar} ${styles.good} ${styles.floating}`}>
          <Check size={20} aria-hidden />
          <p className={styles.text}>
            <b>{labels.notice.said[notice.said]}</b>
          </p>
          <Dismiss />
        </div>
      )}
      {notice && failure && words && (
        <div key={notice.id} className={`${styles.bar} ${styles.warn} ${styles.floating}`}>
          <TriangleAlert size={20} aria-hidden />
          <p className={styles.text}>
            <b>{words.text}</b> {words.remedy}
            <code className={styles.code}>{failure.code}</code>
          </p>
          <Dismiss />
        </div>
      )}
    </div>
  );
}

/** How long good news is shown, in ms; a failure stays until it is put away. */
const shownMs = 6000;

/** That something was done lies over nothing for long. */
function useGoodNewsPasses(): void {
  const { window: store } = useDeskParts();
  const id = useWindow(({ notice }) => (notice?.said ? notice.id : null));
  useEffect(() => {
    if (id === null) return;
    const timer = setTimeout(() => store.getState().notice?.id === id && store.setState({ notice: null }), shownMs);
    return () => clearTimeout(timer);
  }, [id, store]);
}

function Dismiss() {
  const labels = useLabels();
  const acts = useActs();
  return (
    <button type="button" className={styles.dismiss} aria-label={labels.notice.dismiss} onClick={acts.dismissNotice}>
      <X size={16} aria-hidden />
    </button>
  );
}
