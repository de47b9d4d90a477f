import { type FormEvent, useId, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { useLabels } from '../../i18n/language.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { failureOf } from '../../state/failure-of.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { FailureLines } from './failure-lines.tsx';
import styles from './gate.module.css';
import { GatePage } from './gate-page.tsx';
import { NewSecretFields } from './new-secret-fields.tsx';
import form from './session.module.css';

/** A desk with no officer yet: who administers it, their secret, and what happens then. */
export function FirstRun() {
  const { firstRun, session } = useLabels();
  const { link } = useDeskParts();
  const id = useRef<HTMLInputElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const chosen = useRef<(() => string | null) | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const who = () => ({ id: typed(id.current).toUpperCase(), name: typed(name.current) });

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const secret = chosen.current?.() ?? null;
    if (secret === null) return;
    setBusy(true);
    setFailure(null);
    await link.call('officers.begin', { ...who(), secret }).catch((error: unknown) => setFailure(failureOf(error)));
    setBusy(false);
  };

  return (
    <GatePage title={firstRun.title} explain={<p>{firstRun.explain}</p>} size="wide">
      <form className={form.form} onSubmit={(event) => void onSubmit(event)} aria-busy={busy}>
        <ol className={styles.steps}>
          <li className={styles.step}>
            <StepTitle number={1} name={firstRun.steps.who} />
            <TextField label={session.officerId} field={id} hint={firstRun.idHint} kind="id" />
            <TextField label={session.name} field={name} kind="name" />
          </li>
          <li className={styles.step}>
            <StepTitle number={2} name={firstRun.steps.secret} />
            <p className={styles.why}>
              <b>{firstRun.why}</b> {firstRun.whyNobody}
            </p>
            <NewSecretFields chosen={chosen} of={who} />
          </li>
          <li className={styles.step}>
            <StepTitle number={3} name={firstRun.steps.next} />
            <ul className={styles.next}>
              {firstRun.next.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <div className={styles.finish}>
              <FailureLines failure={failure} />
              <Button look="main" type="submit" aria-disabled={busy}>
                {busy ? firstRun.working : firstRun.submit}
              </Button>
            </div>
          </li>
        </ol>
      </form>
    </GatePage>
  );
}

const typed = (input: HTMLInputElement | null) => input?.value.normalize('NFC').trim() ?? '';

function StepTitle({ number, name }: { readonly number: number; readonly name: string }) {
  return (
    <h2>
      <span className={styles.number} aria-hidden>
        {number}
      </span>
      {name}
    </h2>
  );
}

const patterns = { id: '[A-Za-z][A-Za-z0-9._\\-]{1,19}', name: '.{2,120}' } as const;

type TextFieldProps = {
  readonly label: string;
  readonly field: { current: HTMLInputElement | null };
  readonly kind: keyof typeof patterns;
  readonly hint?: string;
};

function TextField({ label, field: ref, kind, hint }: TextFieldProps) {
  const id = useId();
  return (
    <div className={form.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        ref={ref}
        className={`${field.input} ${kind === 'id' ? form.officerId : ''}`}
        required
        pattern={patterns[kind]}
        maxLength={kind === 'id' ? 20 : 120}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the first thing to do on this page
        autoFocus={kind === 'id'}
        aria-describedby={hint && `${id}-hint`}
      />
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
