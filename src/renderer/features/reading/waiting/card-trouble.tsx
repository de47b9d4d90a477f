import { CircleAlert, Usb } from 'lucide-react';
import type { Failure } from '#contract/failures.ts';
import { useFailureWords } from '../../../i18n/language.ts';
import styles from './waiting.module.css';

/** Nothing can be read now: what happened, and what to do; the code stands small beside for support. */
export function CardTrouble({ failure }: { readonly failure: Failure }) {
  const words = useFailureWords(failure);
  const Icon = failure.code.startsWith('reader.') || failure.code.startsWith('device.') ? Usb : CircleAlert;
  return (
    <div className={styles.middle} role="status" aria-live="polite" data-failure={failure.code}>
      <span className={styles.badge}>
        <Icon size={34} strokeWidth={1.7} aria-hidden />
      </span>
      <h1 className={styles.title}>{words?.text}</h1>
      <p className={styles.remedy}>{words?.remedy}</p>
      <code className={styles.code}>{failure.code}</code>
    </div>
  );
}
