import { useLabels } from '../../i18n/language.ts';
import { useDeskParts, useWindow } from '../../state/desk-context.tsx';
import { useOfficer } from '../../state/session.ts';
import { Modal } from '../../ui/modal.tsx';
import { DemoSecret } from './demo-secret.tsx';
import { SecretForm } from './secret-form.tsx';
import styles from './session.module.css';

/** Asks the officer to show once more that it is they; what waited for it goes on, or is given up with the dialog. */
export function ProofDialog() {
  const { proveAgain } = useLabels();
  const { link } = useDeskParts();
  const wanted = useWindow((window) => window.proofWanted);
  const officer = useOfficer();
  return (
    <Modal
      open={wanted !== null && officer !== null}
      onClose={() => wanted?.settle(false)}
      title={proveAgain.title}
      explain={proveAgain.explain}
      over
    >
      {officer && (
        <div className={styles.dialog}>
          <p className={styles.who}>{proveAgain.who(officer.id, officer.name)}</p>
          <SecretForm
            officer={officer.id}
            submit={proveAgain.confirm}
            send={async ({ secret }) => {
              await link.call('session.reauthenticate', { secret });
              wanted?.settle(true);
            }}
          />
          <DemoSecret officer={officer.id} />
        </div>
      )}
    </Modal>
  );
}
