import { useLabels } from '../../../i18n/language.ts';
import panel from '../../../ui/panel.module.css';
import { BeginForm } from './begin-form.tsx';
import { DraftList } from './draft-list.tsx';
import { NoShift } from './no-shift.tsx';
import styles from './start.module.css';

/** Nobody sits here: a new dossier, or one that was left. */
export function StartPlace() {
  const { intake } = useLabels();
  return (
    <main className={styles.place}>
      <NoShift />
      <section className={`${panel.panel} ${styles.begin}`} aria-label={intake.start.zone}>
        <h1 className={panel.heading}>{intake.start.zone}</h1>
        <BeginForm />
      </section>
      <section className={`${panel.panel} ${styles.drafts}`} aria-label={intake.drafts.title}>
        <h2 className={panel.heading}>{intake.drafts.title}</h2>
        <DraftList />
      </section>
    </main>
  );
}
