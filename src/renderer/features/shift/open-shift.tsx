import type { ShiftView } from '#contract/shift.ts';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { Button } from '../../ui/button.tsx';
import styles from './shift.module.css';
import { ShiftFigures } from './shift-figures.tsx';
import { shiftTime } from './shift-times.ts';
import { WaitingShift } from './waiting-shift.tsx';

type OpenProps = { readonly shift: ShiftView; readonly onClose: () => void };

/** The shift that is open: by whom, since when, its figures, and what the last one still left. */
export function OpenShift({ shift, onClose }: OpenProps) {
  const { shift: words } = useLabels();
  const acts = useActs();
  return (
    <div className={styles.form}>
      <div>
        <p className={styles.plan}>{shift.plan ?? words.unplanned}</p>
        <p className={styles.quiet}>
          {words.openedAt(shiftTime(shift.openedAt), shift.openedBy)}
          {shift.reason !== null && ` · ${shift.reason}`}
        </p>
      </div>
      <WaitingShift>
        {(left) => <Button onClick={() => void acts.takeOverShift()}>{words.takeOver(left)}</Button>}
      </WaitingShift>
      <ShiftFigures shift={shift} />
      <Button className={styles.large} onClick={onClose}>
        {words.close}
      </Button>
    </div>
  );
}
