import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { isLeftToDo } from '../../../state/open-states.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import panel from '../../../ui/panel.module.css';
import { Outcome } from '../done/outcome.tsx';
import type { StepProps } from './step-place.tsx';
import styles from './steps.module.css';

/** One dossier of the sitting is over while another is not: what it came to, and the way to the other. */
export function ClosedDossier({ sitting, dossier }: StepProps) {
  const { intake } = useLabels();
  const acts = useActs();
  const next = sitting.dossiers.find(isLeftToDo);
  return (
    <section className={`${panel.panel} ${styles.frame}`} aria-label={intake.done.one}>
      <header className={styles.title}>
        <h2>{intake.done.one}</h2>
      </header>
      <div className={styles.body}>
        <Outcome dossier={dossier} />
      </div>
      <footer className={styles.foot}>
        <span className={styles.grow} />
        {next && (
          <Button look="main" autoFocus onClick={() => void acts.showDossier(next.id)}>
            {intake.go.on} <Kbd>Enter</Kbd>
          </Button>
        )}
      </footer>
    </section>
  );
}
