import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { useLabels } from '../../i18n/language.ts';
import { failureOf } from '../../state/failure-of.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { FailureLines } from './failure-lines.tsx';
import { SecretField } from './secret-field.tsx';
import styles from './session.module.css';

export type GivenSecret = { readonly officer: string; readonly secret: string };

type SecretFormProps = {
  /** The officer whose secret is asked for; null: their id is asked for too. */
  readonly officer: string | null;
  /** An id to begin with, where it is asked for. */
  readonly lastOfficer?: string | null;
  /** Whether typing begins here. */
  readonly focused?: boolean;
  readonly submit: string;
  readonly send: (given: GivenSecret) => Promise<unknown>;
  /** What stands beside the button. */
  readonly children?: ReactNode;
};

/** Asks for a secret (and whose it is), sends it, and says here what was wrong with it. A second Enter does nothing. */
export function SecretForm({ officer, lastOfficer = null, focused = true, submit, send, children }: SecretFormProps) {
  const { session } = useLabels();
  const id = useId();
  const idField = useRef<HTMLInputElement>(null);
  const secretField = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const secret = secretField.current?.value ?? '';
    const whose = officer ?? idField.current?.value.normalize('NFC').trim() ?? '';
    if (busy) return;
    if (whose === '') return idField.current?.focus();
    if (secret === '') return secretField.current?.focus();
    setBusy(true);
    setFailure(null);
    try {
      await send({ officer: whose, secret: secret.normalize('NFC') });
    } catch (error) {
      setFailure(failureOf(error));
      secretField.current?.select();
    }
    setBusy(false);
  };

  return (
    <form className={styles.form} onSubmit={(event) => void onSubmit(event)} aria-busy={busy}>
      {officer === null && (
        <div className={styles.field}>
          <label className={field.label} htmlFor={id}>
            {session.officerId}
          </label>
          <input
            id={id}
            ref={idField}
            className={`${field.input} ${styles.officerId}`}
            defaultValue={lastOfficer ?? ''}
            maxLength={40}
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: the one thing to do on this page
            autoFocus={focused && !lastOfficer}
          />
        </div>
      )}
      <SecretField
        label={session.secret}
        name="secret"
        field={secretField}
        kind="current-password"
        focused={focused && (officer !== null || Boolean(lastOfficer))}
      />
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
