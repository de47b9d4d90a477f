import type { ProfileHealth } from '#contract/profile.ts';
import { useLabels } from '../../i18n/language.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { Trouble } from '../../ui/trouble.tsx';
import { BackupPanel } from './backup-panel.tsx';
import { FileTable } from './file-table.tsx';
import { HealthFacts } from './health-facts.tsx';
import { KeyPanel } from './key-panel.tsx';
import styles from './profile.module.css';
import { SlowTable } from './slow-table.tsx';
import { StationPanel } from './station-panel.tsx';
import { useHealth } from './use-health.ts';

/** How the profile's files are, what keeps them safe, and how the desk is set up. Nothing here is about a citizen. */
export function ProfileScreen() {
  const { profile } = useLabels();
  const may = useMay('settings.manage');
  const health = useHealth();
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <section className={`${panel.panel} ${styles.top}`} aria-labelledby="profile-title">
          <header className={styles.head}>
            <div>
              <h1 id="profile-title">{profile.title}</h1>
              <p>{profile.explain}</p>
            </div>
            {may && (
              <Button disabled={health.asking} onClick={health.again}>
                {profile.refresh}
              </Button>
            )}
          </header>
          {health.value && <HealthFacts health={health.value} />}
          {!may && <p className={styles.note}>{profile.station.denied}</p>}
          {health.failure && (
            <Trouble title={profile.failed} failure={health.failure}>
              <Button onClick={health.again}>{profile.again}</Button>
            </Trouble>
          )}
          {may && !health.value && !health.failure && (
            <p role="status" className={styles.note}>
              {profile.loading}
            </p>
          )}
        </section>
        {health.value && <Files health={health.value} again={health.again} />}
      </div>
      <div className={`${styles.column} ${styles.side}`}>
        {health.value && <KeyPanel health={health.value} />}
        <StationPanel />
        {health.value && <SlowTable slow={health.value.slow} />}
      </div>
    </main>
  );
}

function Files({ health, again }: { readonly health: ProfileHealth; readonly again: () => void }) {
  return (
    <>
      <FileTable files={health.files} onChecked={again} />
      <BackupPanel health={health} onMade={again} />
    </>
  );
}
