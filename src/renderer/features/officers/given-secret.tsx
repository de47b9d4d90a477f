import { Printer } from 'lucide-react';
import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './given-secret.module.css';

export type Given = { readonly id: string; readonly name: string | null; readonly secret: string };

/** A secret that was just given, this once: to be read out, copied by hand or printed. */
export function GivenSecret({ given, onDone }: { readonly given: Given; readonly onDone: () => void }) {
  const { givenSecret, session } = useLabels();
  const station = useDesk((desk) => desk.profile.station);
  return (
    <>
      <div className={styles.slip} data-slip>
        <p className={styles.title}>
          {givenSecret.slip}
          {station && <span>{station}</span>}
        </p>
        <dl>
          <dt>{session.officerId}</dt>
          <dd>
            {given.id} {given.name && `· ${given.name}`}
          </dd>
          <dt>{session.secret}</dt>
          <dd>
            <code>{given.secret}</code>
          </dd>
        </dl>
        <p>{givenSecret.slipNote}</p>
      </div>
      <div className={styles.acts}>
        <Button onClick={() => print()}>
          <Printer size={15} aria-hidden /> {givenSecret.print}
        </Button>
        <Button look="main" onClick={onDone}>
          {givenSecret.done}
        </Button>
      </div>
    </>
  );
}
