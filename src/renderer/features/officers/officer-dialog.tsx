import { useState } from 'react';
import type { ListedOfficer } from '#contract/officers.ts';
import { useLabels } from '../../i18n/language.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { Modal } from '../../ui/modal.tsx';
import { type Given, GivenSecret } from './given-secret.tsx';
import { type Account, OfficerForm } from './officer-form.tsx';
import styles from './officers.module.css';

type OfficerDialogProps = {
  readonly open: boolean;
  /** Whose account is changed; null: a new one. */
  readonly officer: ListedOfficer | null;
  readonly onClose: () => void;
};

/** A new account with its one-time secret, or another's roles and state. */
export function OfficerDialog({ open, officer, onClose }: OfficerDialogProps) {
  const { officerForm, givenSecret } = useLabels();
  const call = useGuardedCall();
  const [given, setGiven] = useState<Given | null>(null);
  const close = () => {
    setGiven(null);
    onClose();
  };
  const save = async ({ state, secret, ...account }: Account) => {
    if (secret === null) {
      await call('officers.change', { ...account, state });
      close();
    } else {
      await call('officers.add', { ...account, secret });
      setGiven({ id: account.id, name: account.name, secret });
    }
  };
  const formTitle = officer ? officerForm.changeTitle(officer.id) : officerForm.addTitle;
  return (
    <Modal
      open={open}
      onClose={close}
      title={given ? givenSecret.title : formTitle}
      {...(given && { explain: givenSecret.explain })}
      size="medium"
    >
      <div className={styles.dialog}>
        {given ? (
          <GivenSecret given={given} onDone={close} />
        ) : (
          <OfficerForm officer={officer} save={save} onCancel={close} />
        )}
      </div>
    </Modal>
  );
}
