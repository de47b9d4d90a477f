import type { Purpose } from '#contract/officers.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk, useDeskParts, useWindow } from '../../../state/desk-context.tsx';
import { useGuardedCall } from '../../../state/guarded-call.ts';
import { Modal } from '../../../ui/modal.tsx';
import { PurposeForm } from './purpose-form.tsx';

/** Asks for a purpose before the full number is shown. */
export function RevealDialog() {
  const labels = useLabels();
  const acts = useActs();
  const open = useWindow((window) => window.dialog === 'reveal');
  const readingId = useDesk((desk) => desk.reading?.id ?? null);
  const reveal = useReveal(readingId);
  return (
    <Modal
      open={open && readingId !== null}
      onClose={() => acts.show(null)}
      title={labels.reveal.title}
      explain={labels.reveal.explain}
    >
      <PurposeForm label={labels.reveal.show} onState={reveal} />
    </Modal>
  );
}

function useReveal(readingId: string | null): (purpose: Purpose) => Promise<unknown> {
  const call = useGuardedCall();
  const { window } = useDeskParts();
  return async (purpose) => {
    if (readingId === null) return;
    const { number } = await call('reading.reveal', { purpose });
    window.setState({ revealed: { readingId, number }, dialog: null });
  };
}
