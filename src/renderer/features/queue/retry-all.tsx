import { formatCount } from '../../i18n/format-figures.ts';
import { useFailureWords, useLabels, useLanguage } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay } from '../../state/session.ts';
import { useDoing } from '../../state/use-doing.ts';
import { ActButton } from './act-button.tsx';
import styles from './queue.module.css';

/** Puts everything that was set aside back among what waits. */
export function RetryAll() {
  const { queue: words } = useLabels();
  const language = useLanguage();
  const may = useMay('queue.manage');
  const call = useGuardedCall();
  const poisoned = useDesk((desk) => desk.sync.figures.poisoned);
  const { doing, run } = useDoing<{ readonly released: number }>();
  const failed = useFailureWords(doing.is === 'failed' ? doing.failure : null);
  const said = doing.is === 'done' ? words.released(formatCount(doing.result.released, language)) : failed?.text;
  return (
    <div className={styles.retryAll}>
      <p role="status">{said}</p>
      <ActButton
        may={may}
        disabled={poisoned === 0 || doing.is === 'running'}
        onClick={() => void run(() => call('queue.retry', { packet: null }))}
      >
        {words.retryAll(formatCount(poisoned, language))}
      </ActButton>
    </div>
  );
}
