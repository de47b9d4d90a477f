import { type FormEvent, useId, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { type ListedOfficer, type Officer, officerStates, type Role } from '#contract/officers.ts';
import { useLabels } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import { failureOf } from '../../state/failure-of.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { FailureLines } from '../session/failure-lines.tsx';
import styles from './officers.module.css';
import { useOneTimeSecret } from './one-time-secret.tsx';
import { RoleChoice } from './role-choice.tsx';
import { roleThatStandsAlone } from './roster-view.ts';

export type Account = Pick<Officer, 'id' | 'name' | 'roles' | 'unit' | 'state'> & {
  /** Null: the account has one already. */
  readonly secret: string | null;
};

type OfficerFormProps = {
  readonly officer: ListedOfficer | null;
  readonly save: (account: Account) => Promise<void>;
  readonly onCancel: () => void;
};

export function OfficerForm({ officer, save, onCancel }: OfficerFormProps) {
  const { officerForm, session } = useLabels();
  const id = useRef<HTMLInputElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const unit = useRef<HTMLInputElement>(null);
  const [roles, setRoles] = useState<readonly Role[]>(officer?.roles ?? []);
  const [state, setState] = useState<Officer['state']>(officer?.state ?? 'active');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const who = () => ({ id: officer?.id ?? textOf(id.current).toUpperCase(), name: textOf(name.current) });
  const secret = useOneTimeSecret(who);

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || roles.length === 0 || roleThatStandsAlone(roles) !== null) return;
    const given = officer ? null : secret.read();
    if (!officer && given === null) return;
    setBusy(true);
    setFailure(null);
    const account = { ...who(), roles: [...roles], unit: textOf(unit.current) || null, state, secret: given };
    await save(account).catch((error: unknown) => setFailure(failureOf(error)));
    setBusy(false);
  };

  return (
    <form className={styles.form} onSubmit={(event) => void onSubmit(event)} aria-busy={busy}>
      <div className={styles.pair}>
        {!officer && (
          <TextField
            label={session.officerId}
            field={id}
            hint={officerForm.idHint}
            pattern="[A-Za-z][A-Za-z0-9._\-]{1,19}"
            upper
            focused
          />
        )}
        <TextField label={session.name} field={name} value={officer?.name ?? ''} pattern=".{2,120}" />
      </div>
      <RoleChoice roles={roles} onChange={setRoles} />
      <div className={styles.pair}>
        <TextField
          label={officerForm.unit}
          field={unit}
          value={officer?.unit ?? ''}
          hint={officerForm.unitHint}
          pattern="\d{5}"
          optional
        />
      </div>
      {officer ? <StateChoice state={state} onChange={setState} /> : secret.fields}
      <FailureLines failure={failure} />
      <div className={styles.answers}>
        <Button onClick={onCancel}>{officerForm.cancel}</Button>
        <Button look="main" type="submit" aria-disabled={busy}>
          {busy ? officerForm.saving : officerForm.save}
        </Button>
      </div>
    </form>
  );
}

const textOf = (input: HTMLInputElement | null) => input?.value.normalize('NFC').trim() ?? '';

function StateChoice({
  state,
  onChange,
}: {
  readonly state: Officer['state'];
  readonly onChange: (state: Officer['state']) => void;
}) {
  const { officerForm } = useLabels();
  const words = useOfficerWords().states;
  return (
    <fieldset className={styles.states}>
      <legend>{officerForm.state}</legend>
      {officerStates.map((candidate) => (
        <label key={candidate}>
          <input type="radio" name="state" checked={state === candidate} onChange={() => onChange(candidate)} />
          <b>{words[candidate]}</b> <span>{officerForm.stateHints[candidate]}</span>
        </label>
      ))}
      {state === 'left' && (
        <p className={styles.conflict} role="alert">
          {officerForm.leftWarning}
        </p>
      )}
    </fieldset>
  );
}

type TextFieldProps = {
  readonly label: string;
  readonly field: { current: HTMLInputElement | null };
  readonly pattern: string;
  readonly value?: string;
  readonly hint?: string;
  readonly upper?: boolean;
  readonly optional?: boolean;
  readonly focused?: boolean;
};

function TextField({ label, field: ref, pattern, value = '', hint, upper, optional, focused }: TextFieldProps) {
  const id = useId();
  return (
    <div className={styles.text}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        ref={ref}
        className={`${field.input} ${upper ? styles.upper : ''}`}
        defaultValue={value}
        pattern={pattern}
        required={!optional}
        maxLength={120}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the first field of a dialog
        autoFocus={focused}
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
