import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk, useWindow } from '../../../state/desk-context.tsx';
import { failureOf } from '../../../state/failure-of.ts';
import { Button } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import { Modal } from '../../../ui/modal.tsx';
import { FailureLines } from '../../session/failure-lines.tsx';
import styles from './qr-dialog.module.css';

/** Takes the text of the QR code printed on a card, scanned or pasted into a field. */
export function QrDialog() {
  const { qr } = useLabels();
  const acts = useActs();
  const open = useWindow((window) => window.dialog === 'qr');
  const there = useDesk((desk) => desk.reading !== null);
  return (
    <Modal open={open && there} onClose={() => acts.show(null)} title={qr.title} explain={qr.explain} size="medium">
      <QrForm />
    </Modal>
  );
}

function QrForm() {
  const { qr } = useLabels();
  const acts = useActs();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = input.current?.value ?? '';
    if (busy.current || text.trim() === '') return;
    busy.current = true;
    setFailure(null);
    void acts
      .takeQr(text)
      .then(
        () => acts.show(null),
        (error: unknown) => {
          setFailure(failureOf(error));
          input.current?.select();
        },
      )
      .finally(() => {
        busy.current = false;
      });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <label className={field.label} htmlFor={id}>
        {qr.label}
      </label>
      <input
        id={id}
        ref={input}
        className={field.input}
        maxLength={1000}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <FailureLines failure={failure} />
      <div className={styles.answers}>
        <Button look="main" type="submit">
          {qr.submit}
        </Button>
      </div>
    </form>
  );
}
