import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { useFailureWords, useLabels } from '../../i18n/language.ts';
import styles from './session.module.css';

/** A failure where it happened: what, why, what to do, and how long is left where there is a wait. */
export function FailureLines({ failure }: { readonly failure: Failure | null }) {
  const words = useFailureWords(failure);
  return (
    <div role="alert" className={styles.failure} data-failure={failure?.code}>
      {failure && words && (
        <>
          <TriangleAlert size={18} aria-hidden />
          <div>
            <p>
              <b>{words.text}</b> {words.remedy} <code>{failure.code}</code>
            </p>
            {failure.code === 'session.mustWait' && <Wait failure={failure} />}
          </div>
        </>
      )}
    </div>
  );
}

/** Counts the wait down: by the second where the host knows the seconds; whole minutes, rounded up, stay about that many minutes. */
function Wait({ failure }: { readonly failure: Failure }) {
  const { session } = useLabels();
  const { seconds, minutes } = failure.params;
  const exact = seconds !== undefined;
  const left = useCountdown(failure, exact ? Number(seconds) * 1000 : Number(minutes ?? 0) * 60_000);
  const said = exact ? session.waitLeft(minutesAndSeconds(left)) : session.waitAbout(Math.ceil(left / 60_000));
  return (
    // Not announced each second.
    <p className={styles.wait} role="timer" aria-live="off">
      {left > 0 ? said : session.waitOver}
    </p>
  );
}

/** Milliseconds left of `ms` since `of` appeared. */
function useCountdown(of: unknown, ms: number): number {
  const [left, setLeft] = useState(ms);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another failure begins another wait
  useEffect(() => {
    const end = Date.now() + ms;
    const tick = () => setLeft(Math.max(0, end - Date.now()));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [of, ms]);
  return left;
}

function minutesAndSeconds(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
