import { type FormEvent, useId, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { parseDay } from '../../i18n/parse-day.ts';
import { failureOf } from '../../state/failure-of.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { usePurpose } from '../../state/purpose.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { Modal } from '../../ui/modal.tsx';
import { FailureLines } from '../session/failure-lines.tsx';
import { PurposeChoice } from '../session/purpose-choice.tsx';
import styles from './audit.module.css';

type Exported = { readonly lines: string; readonly seals: string; readonly sequence: number };

/** Takes the log away as two files, for a purpose; that it was taken is in it. */
export function ExportDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { auditExport } = useLabels();
  return (
    <Modal open={open} onClose={onClose} title={auditExport.title} explain={auditExport.explain}>
      <div className={styles.dialog}>
        <ExportForm onClose={onClose} />
      </div>
    </Modal>
  );
}

function ExportForm({ onClose }: { readonly onClose: () => void }) {
  const { auditExport, audit } = useLabels();
  const call = useGuardedCall();
  const purpose = usePurpose();
  const id = useId();
  const from = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [exported, setExported] = useState<Exported | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed = from.current?.value.trim() ?? '';
    const day = parseDay(typed);
    setWrong(typed !== '' && day === null);
    if (busy || (typed !== '' && day === null)) return;
    setBusy(true);
    setFailure(null);
    await call('audit.export', { purpose, from: day?.toISOString() ?? null }).then(setExported, (error: unknown) =>
      setFailure(failureOf(error)),
    );
    setBusy(false);
  };
  if (exported) return <Outcome exported={exported} onClose={onClose} />;
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} aria-busy={busy}>
      <PurposeChoice />
      <div>
        <label className={field.label} htmlFor={id}>
          {auditExport.from}
        </label>
        <input
          id={id}
          ref={from}
          className={field.input}
          placeholder={audit.dayHint}
          aria-invalid={wrong}
          autoComplete="off"
        />
        <p className={field.error} role="alert">
          {wrong ? audit.dayWrong : ''}
        </p>
      </div>
      <FailureLines failure={failure} />
      <div className={styles.answers}>
        <Button look="main" type="submit" aria-disabled={busy}>
          {busy ? auditExport.working : auditExport.submit}
        </Button>
      </div>
    </form>
  );
}

function Outcome({ exported, onClose }: { readonly exported: Exported; readonly onClose: () => void }) {
  const labels = useLabels();
  const { auditExport } = labels;
  const language = useLanguage();
  return (
    <div className={styles.form} role="status">
      <b>{auditExport.done(formatCount(exported.sequence, language))}</b>
      <dl className={styles.files}>
        <dt>{auditExport.lines}</dt>
        <dd>{exported.lines}</dd>
        <dt>{auditExport.seals}</dt>
        <dd>{exported.seals}</dd>
      </dl>
      <div className={styles.answers}>
        <Button look="main" onClick={onClose}>
          {labels.close}
        </Button>
      </div>
    </div>
  );
}
