import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './confirm.module.css';
import modal from './modal.module.css';

type ConfirmProps = {
  readonly open: boolean;
  readonly title: string;
  /** What it does to whom; never only "are you sure". */
  readonly explain: string;
  readonly keep: string;
  readonly act: string;
  readonly onClose: () => void;
  readonly onAct: () => void;
  /** What it is about. */
  readonly children?: ReactNode;
};

/** Asks before something that cannot be taken back; the safe answer has the focus. */
export function Confirm({ open, title, explain, keep, act, onClose, onAct, children }: ConfirmProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={modal.backdrop} />
        <AlertDialog.Popup className={`${modal.popup} ${modal.small}`}>
          <div className={styles.ask}>
            <AlertDialog.Title className={modal.title}>{title}</AlertDialog.Title>
            {children}
            <AlertDialog.Description className={modal.explain}>{explain}</AlertDialog.Description>
            <div className={styles.answers}>
              <AlertDialog.Close render={<Button>{keep}</Button>} />
              <Button look="danger" onClick={onAct}>
                {act}
              </Button>
            </div>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
