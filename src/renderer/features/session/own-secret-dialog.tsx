import { useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts, useWindow } from '../../state/desk-context.tsx';
import { useOfficer } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { NewSecretForm } from './new-secret-form.tsx';
import styles from './session.module.css';

/** The officer's own secret, for a new one. */
export function OwnSecretDialog() {
  const { ownSecret } = useLabels();
  const acts = useActs();
  const open = useWindow((window) => window.dialog === 'newSecret');
  return (
    <Modal open={open} onClose={() => acts.show(null)} title={ownSecret.title} explain={ownSecret.explain}>
      <OwnSecret />
    </Modal>
  );
}

function OwnSecret() {
  const labels = useLabels();
  const acts = useActs();
  const { link } = useDeskParts();
  const officer = useOfficer();
  const [done, setDone] = useState(false);
  if (!officer) return null;
  return (
    <div className={styles.dialog}>
      {done ? (
        <>
          <p role="status">{labels.ownSecret.done}</p>
          <div className={styles.acts}>
            <Button look="main" onClick={() => acts.show(null)}>
              {labels.close}
            </Button>
          </div>
        </>
      ) : (
        <NewSecretForm
          officer={officer}
          presentLabel={labels.ownSecret.present}
          submit={labels.ownSecret.submit}
          send={(given) => link.call('session.changeSecret', given).then(() => setDone(true))}
        />
      )}
    </div>
  );
}
