import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { useLabels } from '../../i18n/language.ts';
import { failureOf } from '../../state/failure-of.ts';
import { Button } from '../../ui/button.tsx';
import { FailureLines } from './failure-lines.tsx';
import { NewSecretFields } from './new-secret-fields.tsx';
import { SecretField } from './secret-field.tsx';
import styles from './session.module.css';

type NewSecretFormProps = {
  readonly officer: { readonly id: string; readonly name: string };
  readonly presentLabel: string;
  readonly submit: string;
  readonly send: (given: { readonly secret: string; readonly next: string }) => Promise<unknown>;
  readonly children?: ReactNode;
};

/** The secret that is, and twice the one to come. */
export function NewSecretForm({ officer, presentLabel, submit, send, children }: NewSecretFormProps) {
  const { session } = useLabels();
  const present = useRef<HTMLInputElement>(null);
  const chosen = useRef<(() => string | null) | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const secret = present.current?.value.normalize('NFC') ?? '';
    if (busy) return;
    if (secret === '') return present.current?.focus();
    const next = chosen.current?.() ?? null;
    if (next === null) return;
    setBusy(true);
    setFailure(null);
    await send({ secret, next }).catch((error: unknown) => setFailure(failureOf(error)));
    setBusy(false);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void onSubmit(event)} aria-busy={busy}>
      <SecretField label={presentLabel} name="secret" field={present} kind="current-password" focused />
      <NewSecretFields chosen={chosen} of={() => officer} />
      <FailureLines failure={failure} />
      <div className={styles.acts}>
        <Button look="main" type="submit" aria-disabled={busy}>
          {busy ? session.checking : submit}
        </Button>
        {children}
      </div>
    </form>
  );
}
