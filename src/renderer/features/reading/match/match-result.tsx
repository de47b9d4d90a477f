import { CircleCheck, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import type { FaceMatch } from '#contract/capture.ts';
import { formatTime } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';
import styles from './match.module.css';
import { type MatchOutcome, matchOutcome } from './match-outcome.ts';

const looks: Readonly<Record<MatchOutcome, { readonly tone: string; readonly icon: LucideIcon }>> = {
  same: { tone: 'ok', icon: CircleCheck },
  undecided: { tone: 'warn', icon: CircleHelp },
  other: { tone: 'bad', icon: CircleX },
};

/** What came of the match in shape, colour and words; where the score leaves it to the officer, their two answers. */
export function MatchResult({ match }: { readonly match: FaceMatch }) {
  const { capture: words } = useLabels();
  const acts = useActs();
  const outcome = matchOutcome(match);
  const { tone, icon: Icon } = looks[outcome];
  const { comparison, challenge, decision } = match;
  return (
    <div className={styles.result} data-tone={tone} data-outcome={outcome} role="status">
      <Icon size={30} strokeWidth={1.8} aria-hidden />
      <div className={styles.resultWords}>
        <b>{challenge.is === 'failed' ? words.challengeFailed : words.bands[comparison.band]}</b>
        <span>{challengeWords(match, words)}</span>
        <span>
          {words.score(Math.round(comparison.score * 100), Math.round(comparison.thresholds.match * 100))} ·{' '}
          {formatTime(new Date(match.at), true)}
        </span>
        {decision && (
          <span>{decision.same ? words.decidedSame(decision.officer) : words.decidedOther(decision.officer)}</span>
        )}
      </div>
      {outcome === 'undecided' && challenge.is !== 'failed' && (
        <div className={styles.answers}>
          <Button look="main" onClick={() => void acts.decideMatch(true)}>
            {words.same}
          </Button>
          <Button look="danger" onClick={() => void acts.decideMatch(false)}>
            {words.other}
          </Button>
        </div>
      )}
      {outcome !== 'same' && <Button onClick={() => void acts.beginCapture({ is: 'faceMatch' })}>{words.again}</Button>}
    </div>
  );
}

function challengeWords({ challenge }: FaceMatch, words: ReturnType<typeof useLabels>['capture']): string {
  switch (challenge.is) {
    case 'passed':
      return words.challengePassed;
    case 'failed':
      return words.faults[challenge.fault];
    case 'skipped':
      return words.challengeSkipped(words.reasons[challenge.reason.code]);
  }
}
