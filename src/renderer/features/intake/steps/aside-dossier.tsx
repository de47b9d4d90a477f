import { PauseCircle } from 'lucide-react';
import { useState } from 'react';
import { formatDay, formatTime } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyPlace } from '../../../ui/empty-place.tsx';
import panel from '../../../ui/panel.module.css';
import { WayDialog } from '../sitting/way-dialog.tsx';
import type { StepProps } from './step-place.tsx';
import styles from './steps.module.css';

/** A dossier that waits for the data to be corrected: why, since when, and the way back into it. */
export function AsideDossier({ dossier }: StepProps) {
  const { intake } = useLabels();
  const [asking, setAsking] = useState(false);
  const way = dossier.ways.find(({ to }) => to === 'capturing') ?? null;
  const last = dossier.history.at(-1);
  const since = new Date(dossier.since);
  return (
    <section className={`${panel.panel} ${styles.frame}`} aria-label={intake.aside.title}>
      <EmptyPlace icon={PauseCircle} title={intake.aside.title} hint={intake.aside.hint}>
        <p>
          {last?.why?.note} ({formatTime(since)} {formatDay(since)})
        </p>
        {way && (
          <Button look="main" autoFocus onClick={() => setAsking(true)}>
            {intake.aside.resume}
          </Button>
        )}
      </EmptyPlace>
      <WayDialog dossier={dossier} way={asking ? way : null} onClose={() => setAsking(false)} />
    </section>
  );
}
