import { useLabels } from '../i18n/language.ts';
import { useDesk } from '../state/desk-context.tsx';
import { Tag } from '../ui/tag.tsx';
import { Clock } from './clock.tsx';
import { DeviceButton } from './device-button.tsx';
import { DeviceStates } from './device-states.tsx';
import { OfficerMenu } from './officer-menu.tsx';
import styles from './top-line.module.css';

/** Who this desk is, what its devices do, what kind of machine it is, and who sits at it. */
export function TopLine() {
  const labels = useLabels();
  const profile = useDesk((desk) => desk.profile);
  return (
    <header className={styles.top}>
      <div className={styles.brand}>
        {labels.brand}
        {profile.station && <span className={styles.station}>{profile.station}</span>}
      </div>
      <DeviceStates />
      <DeviceButton />
      <div className={styles.grow} />
      {profile.host === 'web' && <Tag tone="warn">{labels.top.testHost}</Tag>}
      {profile.kind === 'demo' && <Tag tone="sample">{labels.top.demo}</Tag>}
      <OfficerMenu />
      <Clock />
    </header>
  );
}
