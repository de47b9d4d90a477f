import { Check, type LucideIcon, TriangleAlert, X } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Diagnosis } from '#contract/desk.ts';
import { useLabels, useWording } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts, useWindow } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import styles from './doctor-dialog.module.css';

/** The machine looks at itself: every part that reading needs, and what to do where it is not well. */
export function DoctorDialog() {
  const { doctor } = useLabels();
  const acts = useActs();
  const open = useWindow((window) => window.dialog === 'doctor');
  return (
    <Modal open={open} onClose={() => acts.show(null)} title={doctor.title} explain={doctor.explain} size="wide">
      <Diagnoses />
    </Modal>
  );
}

function Diagnoses() {
  const { doctor } = useLabels();
  const acts = useActs();
  const { link } = useDeskParts();
  const [items, setItems] = useState<readonly Diagnosis[] | null>(null);
  const run = useCallback(() => {
    setItems(null);
    link.call('doctor.run').then(setItems, (error) => {
      setItems([]);
      acts.report(error);
    });
  }, [link, acts]);
  useEffect(run, [run]);
  return (
    <div className={styles.body}>
      <ul className={styles.items} aria-busy={items === null} aria-live="polite">
        {items === null ? (
          <li className={styles.running}>{doctor.running}…</li>
        ) : (
          items.map((item) => <Item key={item.item} diagnosis={item} />)
        )}
      </ul>
      <Button disabled={items === null} onClick={run}>
        {doctor.again}
      </Button>
    </div>
  );
}

const icons: Readonly<Record<Diagnosis['state'], LucideIcon>> = { good: Check, attention: TriangleAlert, bad: X };

function Item({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { doctor } = useLabels();
  const words = useWording();
  const Icon = icons[diagnosis.state];
  return (
    <li className={styles.item} data-state={diagnosis.state}>
      <span className={styles.mark}>
        <Icon size={14} strokeWidth={2.8} aria-hidden />
        <span className="visually-hidden">{doctor.states[diagnosis.state]}</span>
      </span>
      <b>{words.diagnoses[diagnosis.item]}</b>
      <span>
        {diagnosis.detail}
        {diagnosis.remedy && <em>{diagnosis.remedy}</em>}
      </span>
    </li>
  );
}
