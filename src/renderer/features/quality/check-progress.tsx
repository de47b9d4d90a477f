import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { Button } from '../../ui/button.tsx';
import { TimedProgress } from '../../ui/timed-progress.tsx';
import styles from './quality.module.css';
import { useQualityRights } from './use-board.ts';

/** The check under way: how far, how long yet, and a way to stop it. What was judged stays judged. */
export function CheckProgress() {
  const { quality } = useLabels();
  const language = useLanguage();
  const acts = useActs();
  const call = useGuardedCall();
  const { people } = useQualityRights();
  const checking = useDesk(({ registry }) => registry.checking);
  if (!checking) return null;
  const { done, of } = checking;
  return (
    <section className={styles.checking} aria-label={quality.checking}>
      <TimedProgress
        label={quality.checking}
        done={done}
        of={of}
        count={`${quality.checking} · ${quality.checked(formatCount(done, language), formatCount(of, language))}`}
      />
      {people && <Button onClick={() => void call('quality.stopCheck').catch(acts.report)}>{quality.stop}</Button>}
    </section>
  );
}
