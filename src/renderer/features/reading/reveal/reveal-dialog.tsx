import { type FormEvent, useRef, useState } from 'react';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk, useWindow } from '../../../state/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import { Modal } from '../../../ui/modal.tsx';
import styles from './reveal-dialog.module.css';

/** Asks for a reason before the full number is shown. */
export function RevealDialog() {
  const labels = useLabels();
  const acts = useActs();
  const open = useWindow((window) => window.dialog === 'reveal');
  const readingId = useDesk((desk) => desk.reading?.id ?? null);
  return (
    <Modal
      open={open && readingId !== null}
      onClose={() => acts.show(null)}
      title={labels.reveal.title}
      explain={labels.reveal.explain}
    >
      {readingId !== null && <ReasonForm readingId={readingId} />}
    </Modal>
  );
}

function ReasonForm({ readingId }: { readonly readingId: string }) {
  const labels = useLabels();
  const acts = useActs();
  const reason = useRef<HTMLInputElement>(null);
  const [short, setShort] = useState(false);

  const reveal = (text: string) => {
    const stated = text.normalize('NFC').trim();
    setShort(stated.length < 3);
    if (stated.length >= 3) void acts.reveal(readingId, stated);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reveal(reason.current?.value ?? '');
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.ready}>
        {labels.reveal.reasons.map((ready) => (
          <Button key={ready} onClick={() => reveal(ready)}>
            {ready}
          </Button>
        ))}
      </div>
      <label className={field.label} htmlFor="reveal-reason">
        {labels.reveal.label}
      </label>
      <input
        id="reveal-reason"
        ref={reason}
        className={field.input}
        maxLength={200}
        autoComplete="off"
        aria-invalid={short}
      />
      <p className={field.error} role="alert">
        {short ? labels.reveal.short : ''}
      </p>
      <Button look="main" type="submit">
        {labels.reveal.show}
      </Button>
    </form>
  );
}
