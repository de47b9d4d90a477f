import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import type { Purpose } from '#contract/officers.ts';
import { failureOf } from '../../../state/failure-of.ts';
import { usePurpose } from '../../../state/purpose.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureLines } from '../../session/failure-lines.tsx';
import { PurposeChoice } from '../../session/purpose-choice.tsx';
import styles from './purpose-form.module.css';

type PurposeFormProps = {
  readonly label: string;
  /** Does what is asked for; rejects with the failure to be shown. */
  readonly onState: (purpose: Purpose) => Promise<unknown>;
};

/** For which purpose something is shown, and the button that shows it: Enter is enough where the purpose stands already. */
export function PurposeForm({ label, onState }: PurposeFormProps) {
  const purpose = usePurpose();
  const button = useRef<HTMLButtonElement>(null);
  const busy = useRef(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => button.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    setFailure(null);
    void onState(purpose)
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => {
        busy.current = false;
      });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <PurposeChoice />
      <FailureLines failure={failure} />
      <Button look="main" type="submit" ref={button}>
        {label}
      </Button>
    </form>
  );
}
