import type { ReactNode } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import styles from './shift.module.css';
import { shiftTime } from './shift-times.ts';

/** What the last shift left and nobody has taken over yet; nothing where there is none. */
export function WaitingShift({ children }: { readonly children: (left: number) => ReactNode }) {
  const { shift: words } = useLabels();
  const waiting = useDesk((desk) => desk.shift.waiting);
  if (!waiting?.closed) return null;
  const { at, note, passedOn } = waiting.closed;
  return (
    <div className={styles.waiting}>
      <p>{words.waiting(waiting.plan ?? words.unplanned, shiftTime(at))}</p>
      {note !== null && <p>{words.noteOf(note)}</p>}
      {children(passedOn)}
    </div>
  );
}
