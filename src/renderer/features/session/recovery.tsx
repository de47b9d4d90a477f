import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useEffect, useState } from 'react';
import type { StoredBackup } from '#contract/store.ts';
import { formatMoment, formatSize } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import styles from './recovery.module.css';
import { SecretForm } from './secret-form.tsx';

/** Where a file is no good: which backup takes its place, and who says so. Nothing is shown while there is none to choose. */
export function Recovery() {
  const { recovery } = useLabels();
  const { link, window: store } = useDeskParts();
  const acts = useActs();
  const [backups, setBackups] = useState<readonly StoredBackup[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    link.call('vault.backups').then((found) => {
      setBackups(found);
      setChosen(found[0]?.file ?? null);
    }, acts.report);
  }, [link, acts]);
  if (chosen === null) return null;
  return (
    <section className={styles.recovery} aria-labelledby="recovery-title">
      <h2 id="recovery-title">{recovery.title}</h2>
      <p>{recovery.explain}</p>
      <RadioGroup
        className={styles.backups}
        aria-label={recovery.backups}
        value={chosen}
        onValueChange={(file) => setChosen(String(file))}
      >
        {backups.map((backup, index) => (
          <BackupChoice key={backup.file} backup={backup} newest={index === 0} />
        ))}
      </RadioGroup>
      <p className={styles.lost}>{recovery.lost}</p>
      <SecretForm
        officer={null}
        lastOfficer={store.getState().lastOfficer}
        focused={false}
        submit={recovery.submit}
        send={(by) => link.call('vault.restore', { ...by, file: chosen })}
      />
    </section>
  );
}

function BackupChoice({ backup, newest }: { readonly backup: StoredBackup; readonly newest: boolean }) {
  const { recovery } = useLabels();
  const language = useLanguage();
  const made = formatMoment(backup.madeAt);
  return (
    <Radio.Root value={backup.file} className={styles.backup} aria-label={made}>
      <b>{made}</b>
      <span>{formatSize(backup.bytes, language)}</span>
      <span>{newest ? recovery.newest : ''}</span>
    </Radio.Root>
  );
}
