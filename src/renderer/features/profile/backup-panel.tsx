import { useState } from 'react';
import type { ProfileHealth } from '#contract/profile.ts';
import type { StoredBackup } from '#contract/store.ts';
import { daysBetween } from '../../i18n/format.ts';
import { formatAge, formatMoment, formatSize } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Hint } from '../../ui/hint.tsx';
import panel from '../../ui/panel.module.css';
import styles from './backups.module.css';
import { MakeBackup } from './make-backup.tsx';
import shared from './profile.module.css';
import { RestoreDialog } from './restore-dialog.tsx';

const oldAfterDays = 7;

type BackupPanelProps = { readonly health: ProfileHealth; readonly onMade: () => void };

/** The backups, newest first; making one, and putting one in the place of the file in use. */
export function BackupPanel({ health, onMade }: BackupPanelProps) {
  const { backups: words } = useLabels().profile;
  const [restoring, setRestoring] = useState<StoredBackup | null>(null);
  const backups = health.backups.toSorted((a, b) => b.madeAt.localeCompare(a.madeAt));
  const [newest] = backups;
  const old = newest !== undefined && daysBetween(new Date(newest.madeAt), new Date()) >= oldAfterDays;
  return (
    <section className={`${panel.panel} ${styles.backups}`} aria-labelledby="backups-title">
      <header>
        <div>
          <h2 id="backups-title" className={shared.title}>
            {words.title}
          </h2>
          <p>{words.explain}</p>
          {old && <p className={shared.attention}>{words.old}</p>}
        </div>
        <MakeBackup onMade={onMade} />
      </header>
      {backups.length === 0 ? (
        <p className={shared.note}>{words.none}</p>
      ) : (
        <ul>
          {backups.map((backup) => (
            <BackupRow key={backup.file} backup={backup} onRestore={() => setRestoring(backup)} />
          ))}
        </ul>
      )}
      <RestoreDialog
        backup={restoring}
        newer={restoring ? backups.filter(({ madeAt }) => madeAt > restoring.madeAt).length : 0}
        onClose={() => setRestoring(null)}
      />
    </section>
  );
}

function BackupRow({ backup, onRestore }: { readonly backup: StoredBackup; readonly onRestore: () => void }) {
  const { backups: words } = useLabels().profile;
  const language = useLanguage();
  const may = useMay('backup.restore');
  const moment = formatMoment(backup.madeAt);
  return (
    <li>
      <b>{moment}</b>
      <span>{formatAge(backup.madeAt, new Date(), language)}</span>
      <span>{formatSize(backup.bytes, language)}</span>
      <span>{words.generation(backup.generation)}</span>
      <code title={backup.file}>{backup.file}</code>
      {may ? (
        <Button aria-label={words.restoreOf(moment)} onClick={onRestore}>
          {words.restore}
        </Button>
      ) : (
        <Hint text={words.deniedRestore} side="top">
          <Button aria-disabled aria-label={words.restoreOf(moment)}>
            {words.restore}
          </Button>
        </Hint>
      )}
    </li>
  );
}
