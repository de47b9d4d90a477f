import type { Anchor } from '#contract/trust.ts';
import { useLabels } from '../../i18n/language.ts';
import { Confirm } from '../../ui/confirm.tsx';
import styles from './trust.module.css';

type RemoveDialogProps = {
  readonly anchor: Anchor | null;
  readonly onClose: () => void;
  readonly onRemove: (fingerprint: string) => Promise<void>;
};

/** Removal says what it does to cards. */
export function RemoveDialog({ anchor, onClose, onRemove }: RemoveDialogProps) {
  const { trust } = useLabels();
  return (
    <Confirm
      open={anchor !== null}
      title={trust.removeTitle}
      explain={trust.removeExplain}
      keep={trust.keep}
      act={trust.remove}
      onClose={onClose}
      onAct={() => anchor && void onRemove(anchor.fingerprint).then(onClose)}
    >
      <p className={styles.asked}>{anchor?.subject}</p>
    </Confirm>
  );
}
