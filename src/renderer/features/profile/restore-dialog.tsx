import { useState } from 'react';
import type { StoredBackup } from '#contract/store.ts';
import { formatAge, formatMoment } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { SteadyModal } from '../../ui/steady-modal.tsx';
import styles from '../session/two-people.module.css';
import { TwoPeople } from '../session/two-people.tsx';
import shared from './profile.module.css';

type RestoreDialogProps = {
  readonly backup: StoredBackup | null;
  /** How many backups are newer than this one. */
  readonly newer: number;
  readonly onClose: () => void;
};

/** Says what is lost by a restore before anything is done, and has two people do it. */
export function RestoreDialog({ backup, newer, onClose }: RestoreDialogProps) {
  const { restore: words } = useLabels().profile;
  const language = useLanguage();
  const [moment, age] = backup
    ? [formatMoment(backup.madeAt), formatAge(backup.madeAt, new Date(), language)]
    : ['', ''];
  return (
    <SteadyModal open={backup !== null} onClose={onClose} title={words.title} explain={words.which(moment, age)}>
      {backup && (
        <div className={styles.dialog}>
          <h3>{words.happens}</h3>
          <ul className={styles.points}>
            {words.points(moment, age).map((point) => (
              <li key={point}>{point}</li>
            ))}
            {newer > 0 && <li className={shared.attention}>{words.newer(newer)}</li>}
          </ul>
          <Restore key={backup.file} backup={backup} />
        </div>
      )}
    </SteadyModal>
  );
}

function Restore({ backup }: { readonly backup: StoredBackup }) {
  const { restore: words } = useLabels().profile;
  const call = useGuardedCall();
  const [epoch, setEpoch] = useState<number | null>(null);
  if (epoch !== null) return <p role="status">{words.done(epoch)}</p>;
  return (
    <TwoPeople
      kind="restore"
      subject={backup.file}
      act={words.act}
      doing={words.doing}
      onApproved={async (approval) => {
        const restored = await call('profile.restore', { file: backup.file, approval });
        setEpoch(restored.epoch);
      }}
    />
  );
}
