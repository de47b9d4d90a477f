import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useLabels } from '../../../i18n/language.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import styles from './match.module.css';
import { type MatchOutcome, matchOutcome } from './match-outcome.ts';

const icons = { same: CircleCheck, undecided: CircleHelp, other: CircleX } as const;
const tones: Readonly<Record<MatchOutcome, string>> = { same: 'ok', undecided: 'warn', other: 'bad' };

/** How the face stood beside this chip, under its proof; nothing where none was compared. */
export function MatchLine() {
  const { capture: words } = useLabels();
  const match = useDesk((desk) => desk.capture.match);
  const outcome = match && matchOutcome(match);
  const Icon = outcome && icons[outcome];
  const failed = match?.challenge.is === 'failed';
  return (
    <div role="status">
      {match && outcome && Icon && (
        <p className={styles.line} data-tone={tones[outcome]} data-outcome={outcome}>
          <Icon size={17} strokeWidth={2} aria-hidden />
          <span>
            {failed ? words.challengeFailed : words.faceLine[outcome]}
            {!failed && <small> {Math.round(match.comparison.score * 100)} %</small>}
          </span>
        </p>
      )}
    </div>
  );
}
