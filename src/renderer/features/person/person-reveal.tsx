import type { Purpose } from '#contract/officers.ts';
import { useLabels } from '../../i18n/language.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { Modal } from '../../ui/modal.tsx';
import { PurposeForm } from '../reading/reveal/purpose-form.tsx';

/** The whole numbers of a person, kept no longer than their record is shown. */
export type Revealed = { readonly number: string; readonly oldNumbers: string[]; readonly phones: string[] };

type PersonRevealProps = {
  readonly id: number;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onReveal: (revealed: Revealed) => void;
};

/** Asks for which purpose the whole numbers are shown. */
export function PersonReveal({ id, open, onClose, onReveal }: PersonRevealProps) {
  const { record } = useLabels();
  const call = useGuardedCall();
  const reveal = async (purpose: Purpose) => {
    onReveal(await call('registry.reveal', { id, purpose }));
    onClose();
  };
  return (
    <Modal open={open} onClose={onClose} title={record.revealTitle} explain={record.revealExplain}>
      <PurposeForm label={record.show} onState={reveal} />
    </Modal>
  );
}
