import { Check, TriangleAlert } from 'lucide-react';
import type { CaptureQuality } from '#contract/capture.ts';
import { useLabels } from '../../../i18n/language.ts';
import styles from '../capture-screen.module.css';

/** The named pre-checks of a portrait: what is not good enough first; they are no statement of conformity, and say so. */
export function PreChecks({ quality }: { readonly quality: Extract<CaptureQuality, { of: 'portrait' }> }) {
  const { capture: words } = useLabels();
  const sorted = [...quality.checks].sort((one, other) => Number(one.ok) - Number(other.ok));
  const passed = quality.checks.filter(({ ok }) => ok).length;
  return (
    <div className={styles.checks}>
      <h2 className={styles.quiet}>{words.preChecks(passed, quality.checks.length)}</h2>
      {quality.manual && (
        <p className={styles.manual}>
          {words.manual}: {words.reasons[quality.manual.code]}
          {quality.manual.note && ` — ${quality.manual.note}`}
        </p>
      )}
      <ul>
        {sorted.map(({ name, score, ok }) => (
          <li key={name} data-ok={ok}>
            {ok ? <Check size={13} strokeWidth={3} aria-hidden /> : <TriangleAlert size={13} aria-hidden />}
            <span>{words.checks[name]}</span>
            <span className={styles.score}>{Math.round(score)}</span>
            <span className="visually-hidden">{ok ? words.good : words.notGood}</span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{words.preChecksHint}</p>
    </div>
  );
}
