import { Check, X } from 'lucide-react';
import type { FailureCode } from '#contract/failures.ts';
import type { ImportResult, Refused } from '#contract/trust.ts';
import { nameOf } from '../../i18n/distinguished-name.ts';
import { useLabels, useWording } from '../../i18n/language.ts';
import styles from './trust.module.css';

/** What came in, and what was refused, gathered by the reason. */
export function ImportResultList({ result, onClose }: { readonly result: ImportResult; readonly onClose: () => void }) {
  const { imports } = useLabels();
  return (
    <div className={styles.result}>
      <header>
        <p className={styles.counts}>
          <Check className={styles.good} size={16} strokeWidth={2.6} aria-hidden />
          <b>{imports.accepted(result.accepted)}</b>
          {result.refused.length > 0 && <span>{imports.refused(result.refused.length)}</span>}
        </p>
        <button type="button" className={styles.closeResult} aria-label={imports.close} onClick={onClose}>
          <X size={16} aria-hidden />
        </button>
      </header>
      {byCode(result.refused).map(([code, refused]) => (
        <RefusedGroup key={code} code={code} refused={refused} />
      ))}
    </div>
  );
}

function RefusedGroup({ code, refused }: { readonly code: FailureCode; readonly refused: readonly Refused[] }) {
  const { imports } = useLabels();
  const words = useWording().failures[code];
  return (
    <details className={styles.refused}>
      <summary>
        <b>{refused.length}</b> {words.text({})} <code>{code}</code>
      </summary>
      <p>{words.remedy}</p>
      <ul>
        {refused.map(({ subject }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and subjects repeat
          <li key={index} title={subject}>
            {nameOf(subject) || imports.nameless}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Refused ones by code, the most frequent code first. */
export function byCode(refused: readonly Refused[]): readonly (readonly [FailureCode, readonly Refused[]])[] {
  const groups = Map.groupBy(refused, ({ code }) => code);
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length);
}
