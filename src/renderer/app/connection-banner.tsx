import { Unplug } from 'lucide-react';
import { useFailureWords, useLabels } from '../i18n/language.ts';
import { useDeskView } from '../state/desk-context.tsx';
import { Button } from '../ui/button.tsx';
import styles from './bars.module.css';

/** The host behind the window is gone: what is on the screen stays, and this says how to go on. */
export function ConnectionBanner() {
  const labels = useLabels();
  const lost = useDeskView((view) => (view.connection === 'lost' ? view.failure : null));
  const words = useFailureWords(lost);
  if (!lost || !words) return null;
  return (
    <div className={`${styles.bar} ${styles.bad}`} role="alert">
      <Unplug size={20} aria-hidden />
      <p className={styles.text}>
        <b>{words.text}</b> {words.remedy}
        <code className={styles.code}>{lost.code}</code>
      </p>
      <Button onClick={() => location.reload()}>{labels.connection.again}</Button>
    </div>
  );
}
