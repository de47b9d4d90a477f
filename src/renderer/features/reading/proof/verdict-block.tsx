import { type LucideIcon, Shield, ShieldCheck, ShieldQuestionMark, ShieldX } from 'lucide-react';
import type { Reading } from '#contract/desk.ts';
import type { VerdictKind } from '#contract/wording/words.ts';
import { useLabels, useWording } from '../../../i18n/language.ts';
import { type ProofState, proofState } from './proof-state.ts';
import styles from './proof-zone.module.css';
import { ReadingProgress } from './reading-progress.tsx';

/** Shape and colour of each verdict; the words stand beside, so neither is needed to understand it. */
const looks: Readonly<Record<VerdictKind, { readonly tone: 'ok' | 'warn' | 'bad'; readonly icon: LucideIcon }>> = {
  genuine: { tone: 'ok', icon: ShieldCheck },
  genuineData: { tone: 'ok', icon: ShieldCheck },
  cannotTell: { tone: 'warn', icon: ShieldQuestionMark },
  notGenuine: { tone: 'bad', icon: ShieldX },
};

export function VerdictBlock({ reading }: { readonly reading: Reading | null }) {
  const state = proofState(reading);
  const { tone, icon: Icon, headline, now } = useBlock(state);
  return (
    <div
      className={`${styles.verdict} ${styles[tone]}`}
      data-verdict={state.kind === 'verdict' ? state.verdict : state.kind}
    >
      <Icon size={36} strokeWidth={1.9} aria-hidden />
      <div role="status" aria-live="polite" aria-atomic="true">
        <h2 className={styles.headline}>{headline}</h2>
        <p className={styles.now}>{now}</p>
      </div>
      {reading?.phase === 'reading' && <ReadingProgress progress={reading.progress} />}
    </div>
  );
}

type Block = { readonly tone: string; readonly icon: LucideIcon; readonly headline: string; readonly now: string };

function useBlock(state: ProofState): Block {
  const { proof } = useLabels();
  const { verdicts } = useWording();
  switch (state.kind) {
    case 'verdict':
      return { ...looks[state.verdict], ...verdicts[state.verdict] };
    case 'idle':
      return { tone: 'quiet', icon: Shield, headline: proof.idle, now: proof.idleHint };
    case 'awaitingKey':
      return { tone: 'quiet', icon: Shield, headline: proof.awaitingKey, now: proof.awaitingKeyHint };
    case 'proving':
      return { tone: 'busy', icon: Shield, headline: proof.proving, now: '' };
    case 'identityProved':
      return { tone: 'busy', icon: ShieldCheck, headline: proof.identityProved, now: proof.identityProvedHint };
    case 'stopped':
      return { tone: 'warn', icon: ShieldQuestionMark, headline: proof.stopped, now: proof.stoppedHint };
  }
}
