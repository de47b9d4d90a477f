import { useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import panel from '../../ui/panel.module.css';
import { ClosingForm } from './closing-form.tsx';
import { OpenForm } from './open-form.tsx';
import { OpenShift } from './open-shift.tsx';
import styles from './shift.module.css';
import { ShiftDossiers } from './shift-dossiers.tsx';
import { ShiftList } from './shift-list.tsx';
import { useShifts } from './use-shifts.ts';

/** F6: the shift of this desk: opened, taken over, closed with figures that reconcile; and the shifts before it. */
export function ShiftScreen() {
  const { shift: words } = useLabels();
  const open = useDesk((desk) => desk.shift.open);
  const [closing, setClosing] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const shifts = useShifts();
  const shown = chosen ?? open?.id ?? shifts.value?.[0]?.id ?? null;
  if (closing && open !== null) {
    const done = () => {
      setClosing(false);
      setChosen(open.id);
    };
    return (
      <main className={styles.place}>
        <ClosingForm shift={open} onDone={done} onBack={() => setClosing(false)} />
      </main>
    );
  }
  return (
    <main className={styles.place}>
      <section className={`${panel.panel} ${styles.now}`} aria-label={words.now}>
        <h1 className={panel.heading}>{words.title}</h1>
        {open === null ? <OpenForm /> : <OpenShift shift={open} onClose={() => setClosing(true)} />}
      </section>
      <ShiftList shifts={shifts} chosen={shown} onChoose={setChosen} />
      <ShiftDossiers shift={shown} shifts={shifts.value ?? []} />
    </main>
  );
}
