import { type FormEvent, useRef, useState } from 'react';
import type { ComparedField } from '#contract/comparison.ts';
import type { Reading } from '#contract/desk.ts';
import type { Failure } from '#contract/failures.ts';
import { useLabels } from '../../../i18n/language.ts';
import { failureOf } from '../../../state/failure-of.ts';
import { useGuardedCall } from '../../../state/guarded-call.ts';
import { Button } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import { Modal } from '../../../ui/modal.tsx';
import { FailureLines } from '../../session/failure-lines.tsx';
import { type Takeable, takeable } from '../comparison/takeable.ts';
import styles from './take-dialog.module.css';
import { TakeTable } from './take-table.tsx';

type TakeDialogProps = { readonly reading: Reading; readonly open: boolean; readonly onClose: () => void };

/** What goes from the card into the record, field by field, old beside new, for a reason. */
export function TakeDialog({ reading, open, onClose }: TakeDialogProps) {
  const { comparison: words } = useLabels();
  const fields = reading.comparison?.state === 'done' ? takeable(reading.comparison.comparison) : [];
  const updates = fields.some(({ act }) => act === 'capNhat');
  return (
    <Modal
      open={open && fields.length > 0}
      onClose={onClose}
      title={updates ? words.take.capNhat : words.take.boSung}
      explain={words.takeDialog.explain}
      size="wide"
    >
      <TakeForm reading={reading} fields={fields} onDone={onClose} />
    </Modal>
  );
}

type TakeFormProps = { readonly reading: Reading; readonly fields: readonly Takeable[]; readonly onDone: () => void };

function TakeForm({ reading, fields, onDone }: TakeFormProps) {
  const { comparison: words } = useLabels();
  const { takeDialog: dialog } = words;
  const [chosen, setChosen] = useState<ReadonlySet<ComparedField>>(() => new Set(fields.map((each) => each.field)));
  const { submit, reason, fault, failure } = useTake(chosen, onDone);
  return (
    <form className={styles.form} onSubmit={submit}>
      <TakeTable readingId={reading.id} fields={fields} chosen={chosen} onChoose={setChosen} />
      <div className={styles.reason}>
        <label className={field.label} htmlFor="take-reason">
          {dialog.reason}
        </label>
        <input
          id="take-reason"
          ref={reason}
          className={field.input}
          defaultValue={dialog.reasonReady}
          maxLength={200}
          autoComplete="off"
          aria-invalid={fault === 'short'}
          aria-describedby="take-fault"
        />
        <p id="take-fault" className={field.error} role="alert">
          {fault ? dialog[fault] : ''}
        </p>
        <FailureLines failure={failure} />
      </div>
      <div className={styles.buttons}>
        <Button onClick={onDone}>{dialog.cancel}</Button>
        <Button look="main" type="submit">
          {dialog.save(chosen.size)}
        </Button>
      </div>
    </form>
  );
}

/** Sends what is chosen; while it is on its way a second Enter does nothing. */
function useTake(chosen: ReadonlySet<ComparedField>, onDone: () => void) {
  const call = useGuardedCall();
  const reason = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  const [fault, setFault] = useState<'short' | 'none' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const stated = (reason.current?.value ?? '').normalize('NFC').trim();
    const wrong = chosen.size === 0 ? 'none' : stated.length < 3 ? 'short' : null;
    setFault(wrong);
    if (wrong || busy.current) return;
    busy.current = true;
    setFailure(null);
    void call('registry.takeFromCard', { fields: [...chosen], reason: stated })
      .then(onDone, (error: unknown) => setFailure(failureOf(error)))
      .finally(() => {
        busy.current = false;
      });
  };
  return { submit, reason, fault, failure };
}
