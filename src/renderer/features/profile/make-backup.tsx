import { useEffect, useState } from 'react';
import type { DeskApi } from '#contract/api.ts';
import type { EventPayload } from '#contract/rpc.ts';
import { formatPercent } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Hint } from '../../ui/hint.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './backups.module.css';

type Step = EventPayload<DeskApi, 'profile.backupProgressed'>;

/** Makes a backup, with the step it is at; says which file it became. */
export function MakeBackup({ onMade }: { readonly onMade: () => void }) {
  const { backups: words } = useLabels().profile;
  const { link } = useDeskParts();
  const acts = useActs();
  const call = useGuardedCall();
  const may = useMay('backup.make');
  const [step, setStep] = useState<Step | 'begun' | null>(null);
  const [made, setMade] = useState<string | null>(null);
  useEffect(
    () => link.on('profile.backupProgressed', (next) => setStep((now) => (now === null ? null : next))),
    [link],
  );
  const make = () => {
    setStep('begun');
    call('profile.backup')
      .then(({ file }) => {
        setMade(file);
        onMade();
      }, acts.report)
      .finally(() => setStep(null));
  };
  if (!may)
    return (
      <Hint text={words.deniedMake} side="top">
        <Button aria-disabled>{words.make}</Button>
      </Hint>
    );
  return (
    <div className={styles.make}>
      <div role="status">
        {step !== null && <Making step={step === 'begun' ? null : step} />}
        {step === null && made && <p className={styles.made}>{words.made(made)}</p>}
      </div>
      <Button look="main" disabled={step !== null} onClick={make}>
        {words.make}
      </Button>
    </div>
  );
}

function Making({ step }: { readonly step: Step | null }) {
  const { backups: words } = useLabels().profile;
  const language = useLanguage();
  const part = step && step.of > 0 ? step.done / step.of : null;
  const percent = part === null ? '' : formatPercent(Math.floor(part * 100), language);
  return (
    <div className={styles.making}>
      <ProgressBar label={words.making} value={part} />
      <p>{step ? words.stepOf(words.steps[step.step], percent) : words.making}</p>
    </div>
  );
}
