import { MonitorCog } from 'lucide-react';
import { useLabels } from '../i18n/language.ts';
import { useActs } from '../state/acts.ts';
import { useDesk } from '../state/desk-context.tsx';
import styles from './top-line.module.css';

/** Opens the device panel, and says how many devices want a look besides the readers that the line shows anyway. */
export function DeviceButton() {
  const { devices: words } = useLabels();
  const acts = useActs();
  const troubled = useDesk(
    ({ devices }) => devices.filter(({ kind, condition }) => kind !== 'cardReader' && condition.is === 'failed').length,
  );
  return (
    <button type="button" className={styles.panelButton} title={words.open} onClick={() => acts.show('devices')}>
      <MonitorCog size={17} strokeWidth={1.8} aria-hidden />
      {troubled > 0 ? (
        <span className={styles.troubled}>{words.trouble(troubled)}</span>
      ) : (
        <span className="visually-hidden">{words.open}</span>
      )}
    </button>
  );
}
