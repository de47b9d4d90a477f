import { useState } from 'react';
import type { Purpose } from '#contract/officers.ts';
import { grouped } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useGuardedCall } from '../../../state/guarded-call.ts';
import { useMay } from '../../../state/session.ts';
import { Modal } from '../../../ui/modal.tsx';
import { PurposeForm } from '../../reading/reveal/purpose-form.tsx';
import styles from './sitting.module.css';

/** The person's number, masked until it is asked for with a purpose; no longer shown than they sit here. */
export function SittingNumber({ dossier, masked }: { readonly dossier: string; readonly masked: string }) {
  const { intake, record } = useLabels();
  const mayReveal = useMay('citizen.reveal');
  const call = useGuardedCall();
  const [asking, setAsking] = useState(false);
  const [whole, setWhole] = useState<string | null>(null);
  const reveal = async (purpose: Purpose) => {
    const { number } = await call('intake.reveal', { dossier, purpose });
    setWhole(number);
    setAsking(false);
  };
  return (
    <>
      <span className={styles.number} role="img" aria-label={`${record.masked} ${whole ?? masked.slice(-3)}`}>
        {whole === null ? masked : grouped(whole)}
      </span>
      {mayReveal && (
        <button
          type="button"
          className={styles.reveal}
          onClick={() => (whole === null ? setAsking(true) : setWhole(null))}
        >
          {whole === null ? intake.head.reveal : intake.head.hide}
        </button>
      )}
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={intake.head.revealTitle}
        explain={intake.head.revealExplain}
      >
        <PurposeForm label={intake.head.show} onState={reveal} />
      </Modal>
    </>
  );
}
