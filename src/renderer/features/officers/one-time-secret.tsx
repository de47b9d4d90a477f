import { RefreshCw } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { useLabels } from '../../i18n/language.ts';
import { failureOf } from '../../state/failure-of.ts';
import { Button } from '../../ui/button.tsx';
import { FailureLines } from '../session/failure-lines.tsx';
import { NewSecretFields } from '../session/new-secret-fields.tsx';
import { madeUpSecret } from './made-up-secret.ts';
import styles from './officers.module.css';

type OneTimeSecretProps = {
  readonly of: { readonly id: string; readonly name: string };
  readonly submit: string;
  readonly send: (secret: string) => Promise<unknown>;
};

/** Gives a one-time secret: made up by the desk, or typed. */
export function OneTimeSecret({ of, submit, send }: OneTimeSecretProps) {
  const { officerForm } = useLabels();
  const secret = useOneTimeSecret(() => of);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const chosen = secret.read();
    if (busy || chosen === null) return;
    setBusy(true);
    setFailure(null);
    await send(chosen).catch((error: unknown) => setFailure(failureOf(error)));
    setBusy(false);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void onSubmit(event)} aria-busy={busy}>
      {secret.fields}
      <FailureLines failure={failure} />
      <div className={styles.answers}>
        <Button look="main" type="submit" aria-disabled={busy}>
          {busy ? officerForm.saving : submit}
        </Button>
      </div>
    </form>
  );
}

type OneTimeSecretParts = {
  readonly fields: ReactNode;
  /** The secret that stands there; null while what is typed is not whole. */
  readonly read: () => string | null;
};

/** The fields of a one-time secret, for a form that sends more than it. */
export function useOneTimeSecret(of: () => { readonly id: string; readonly name: string }): OneTimeSecretParts {
  const [madeUp, setMadeUp] = useState<string | null>(() => madeUpSecret());
  const typed = useRef<(() => string | null) | null>(null);
  return {
    read: () => madeUp ?? typed.current?.() ?? null,
    fields: <SecretChoice madeUp={madeUp} onMadeUp={setMadeUp} typed={typed} of={of} />,
  };
}

type SecretChoiceProps = {
  readonly madeUp: string | null;
  readonly onMadeUp: (secret: string | null) => void;
  readonly typed: { current: (() => string | null) | null };
  readonly of: () => { readonly id: string; readonly name: string };
};

function SecretChoice({ madeUp, onMadeUp, typed, of }: SecretChoiceProps) {
  const { officerForm } = useLabels();
  return (
    <fieldset className={styles.secret}>
      <legend>{officerForm.secret}</legend>
      <label>
        <input type="radio" checked={madeUp !== null} onChange={() => onMadeUp(madeUpSecret())} /> {officerForm.madeUp}
      </label>
      {madeUp !== null && (
        <div className={styles.madeUp}>
          <output>{madeUp}</output>
          <Button look="quiet" onClick={() => onMadeUp(madeUpSecret())}>
            <RefreshCw size={14} aria-hidden /> {officerForm.another}
          </Button>
        </div>
      )}
      <label>
        <input type="radio" checked={madeUp === null} onChange={() => onMadeUp(null)} /> {officerForm.typed}
      </label>
      {madeUp === null && <NewSecretFields chosen={typed} of={of} focused />}
    </fieldset>
  );
}
