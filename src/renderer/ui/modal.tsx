import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLabels } from '../i18n/language.ts';
import { useDeskParts } from '../state/desk-context.tsx';
import styles from './modal.module.css';

type ModalProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly explain?: string;
  readonly size?: 'small' | 'medium' | 'wide';
  /** Stands over other dialogs, which stay open under it. */
  readonly over?: boolean;
  readonly children: ReactNode;
};

/**
 * A dialog over the desk: Escape and the cross close it, focus stays inside and returns to where it was; when another
 * dialog takes its place, the focus is that one's.
 */
export function Modal({ open, onClose, title, explain, size = 'small', over = false, children }: ModalProps) {
  const labels = useLabels();
  const { link, window: store } = useDeskParts();
  // Under a lock, and under the dialog that asks who it is, a dialog waits as it is: what was typed in it is kept.
  const covered = () =>
    link.view.getState().desk?.session.state === 'locked' || (!over && store.getState().proofWanted !== null);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next, { reason }) => !next && reason !== 'focus-out' && !covered() && onClose()}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={`${styles.popup} ${styles[size]}`} finalFocus={() => store.getState().dialog === null}>
          <header className={styles.head}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            {explain && <Dialog.Description className={styles.explain}>{explain}</Dialog.Description>}
          </header>
          {children}
          {/* Last, so that the focus begins at the content. */}
          <Dialog.Close className={styles.close} aria-label={labels.close}>
            <X size={18} aria-hidden />
          </Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
