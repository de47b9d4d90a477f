import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure } from '#contract/failures.ts';
import { useFailureWords } from '../i18n/language.ts';
import styles from './trouble.module.css';

type TroubleProps = {
  /** What is missing because of it. */
  readonly title: string;
  readonly failure: Failure | null;
  /** What to do here, where that is not what the failure's own words say. */
  readonly remedy?: string;
  /** The way on: one button, or a few words. */
  readonly children?: ReactNode;
};

/** In the place of what could not be shown: what happened, why, and what to do. */
export function Trouble({ title, failure, remedy, children }: TroubleProps) {
  const words = useFailureWords(failure);
  return (
    <div className={styles.trouble} role="alert" data-failure={failure?.code}>
      <TriangleAlert size={22} strokeWidth={1.8} aria-hidden />
      <div>
        <h2>{title}</h2>
        {words && failure && (
          <p>
            {words.text} {remedy ?? words.remedy} <code>{failure.code}</code>
          </p>
        )}
        {children}
      </div>
    </div>
  );
}
