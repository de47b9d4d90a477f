import type { Failure } from '#contract/failures.ts';
import { useFailureWords, useLabels } from '../../../i18n/language.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { ScanByCamera } from '../code/scan-by-camera.tsx';
import { CardOnReader } from './card-on-reader.tsx';
import styles from './waiting.module.css';

type WaitingProps = { readonly starting?: boolean; readonly beside: Failure | null };

/** The empty desk teaches the first step; a source that is down beside one that runs is said quietly. */
export function WaitingForCard({ starting = false, beside }: WaitingProps) {
  const { waiting } = useLabels();
  const demo = useDesk((desk) => desk.profile.kind === 'demo');
  const trouble = useFailureWords(beside);
  return (
    <div className={styles.middle}>
      <CardOnReader />
      <h1 className={styles.title}>{starting ? waiting.opening : waiting.title}</h1>
      <ol className={styles.steps}>
        {[waiting.first, waiting.second, waiting.third].map((step, index) => (
          <li key={step}>
            <span aria-hidden>{index + 1}</span>
            {step}
          </li>
        ))}
      </ol>
      {!starting && <ScanByCamera />}
      {demo && <p className={styles.quiet}>{waiting.demo}</p>}
      {trouble && (
        <p className={demo ? styles.quiet : styles.beside}>
          {trouble.text} {trouble.remedy}
        </p>
      )}
    </div>
  );
}
