import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { Anchor } from '#contract/trust.ts';
import { useLabels } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import modal from '../../ui/modal.module.css';
import styles from './trust.module.css';

type RemoveDialogProps = {
  readonly anchor: Anchor | null;
  readonly onClose: () => void;
  readonly onRemove: (fingerprint: string) => Promise<void>;
};

/** Removal says what it does to cards, and the safe answer has the focus. */
export function RemoveDialog({ anchor, onClose, onRemove }: RemoveDialogProps) {
  const { trust } = useLabels();
  return (
    <AlertDialog.Root open={anchor !== null} onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={modal.backdrop} />
        <AlertDialog.Popup className={`${modal.popup} ${modal.small}`}>
          <div className={styles.ask}>
            <AlertDialog.Title className={modal.title}>{trust.removeTitle}</AlertDialog.Title>
            <p className={styles.asked}>{anchor?.subject}</p>
            <AlertDialog.Description className={modal.explain}>{trust.removeExplain}</AlertDialog.Description>
            <div className={styles.answers}>
              <AlertDialog.Close render={<Button>{trust.keep}</Button>} />
              <Button look="danger" onClick={() => anchor && void onRemove(anchor.fingerprint).then(onClose)}>
                {trust.remove}
              </Button>
            </div>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
