import { CornerUpLeft } from 'lucide-react';
import { type FormEvent, useRef } from 'react';
import { formatMoment } from '../../../i18n/format-figures.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import panel from '../../../ui/panel.module.css';
import { InlineField, typedIn } from './inline-form.tsx';
import type { StepProps } from './step-place.tsx';
import styles from './steps.module.css';

/** A dossier that came back, or was kept past its term: the reason at its head, and one press takes it up again. */
export function ReturnedDossier({ dossier }: StepProps) {
  const { intake } = useLabels();
  const words = dossier.state === 'returned' ? intake.back.returned : intake.back.lapsed;
  const last = dossier.history.at(-1);
  const takesUp = dossier.ways.some(({ to }) => to === 'capturing');
  return (
    <section className={`${panel.panel} ${styles.frame}`} aria-label={words.title}>
      <header className={styles.title}>
        <h2>{words.title}</h2>
      </header>
      <div className={styles.body}>
        <div className={styles.back}>
          <CornerUpLeft size={22} aria-hidden />
          <div>
            <b>{last?.why?.note}</b>
            <p>{intake.back.since(formatMoment(dossier.since))}</p>
          </div>
        </div>
        <p>{takesUp ? words.hint : intake.back.notYours}</p>
        {takesUp && <TakeUp dossier={dossier} note={words.note} />}
      </div>
    </section>
  );
}

/** Why it is taken up is proposed and may be said otherwise; an emptied field is what was proposed. */
function TakeUp({ dossier, note }: Pick<StepProps, 'dossier'> & { readonly note: string }) {
  const { intake } = useLabels();
  const acts = useActs();
  const field = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    await acts.moveDossier(dossier.id, 'capturing', { code: null, note: typedIn(field) || note });
    busy.current = false;
  };
  return (
    <form className={styles.inline} onSubmit={(event) => void submit(event)}>
      <InlineField label={intake.back.note} field={field} value={note} longest={500} />
      <div className={styles.inlineActs}>
        <Button look="main" type="submit" autoFocus>
          {intake.back.act} <Kbd>Enter</Kbd>
        </Button>
      </div>
    </form>
  );
}
