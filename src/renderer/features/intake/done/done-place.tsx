import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { IntakeSitting } from '#contract/intake.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import panel from '../../../ui/panel.module.css';
import styles from './done.module.css';
import { Outcome } from './outcome.tsx';
import { Slip } from './slip.tsx';

/** Every dossier of the sitting is over: what was promised, the slip to print, and the next person on Enter. */
export function DonePlace({ sitting }: { readonly sitting: IntakeSitting }) {
  const { intake } = useLabels();
  const acts = useActs();
  const [printing, setPrinting] = useState(false);
  const isPromised = sitting.dossiers.some(({ settled }) => settled);
  return (
    <section className={`${panel.panel} ${styles.done}`} aria-label={intake.done.title}>
      <h2>{intake.done.title}</h2>
      <div className={styles.outcomes}>
        {sitting.dossiers.map((dossier) => (
          <Outcome key={dossier.id} dossier={dossier} />
        ))}
      </div>
      <footer className={styles.acts}>
        {isPromised && (
          <Button onClick={() => setPrinting(true)}>
            <Printer size={17} strokeWidth={1.8} aria-hidden /> {intake.done.print}
          </Button>
        )}
        <span className={styles.grow} />
        <Button look="main" autoFocus title={intake.done.nextHint} onClick={() => void acts.nextPerson()}>
          {intake.done.next} <Kbd>Enter</Kbd>
        </Button>
      </footer>
      {printing && <Slip sitting={sitting} onDone={() => setPrinting(false)} />}
    </section>
  );
}
