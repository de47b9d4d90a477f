import { type FormEvent, type KeyboardEvent, type ReactNode, type Ref, useId } from 'react';
import { useLabels } from '../../../i18n/language.ts';
import { Button } from '../../../ui/button.tsx';
import fieldStyles from '../../../ui/field.module.css';
import styles from './steps.module.css';

type InlineFormProps = {
  readonly label?: string;
  /** The button that does it. */
  readonly submit: string;
  /** What is wrong with what was said; null while nothing is. */
  readonly fault: string | null;
  readonly onSubmit: () => Promise<void>;
  readonly onDone: () => void;
  readonly children: ReactNode;
};

/** A few fields inside a step: Enter does it, Escape ends the form and nothing else. */
export function InlineForm({ label, submit, fault, onSubmit, onDone, children }: InlineFormProps) {
  const { intake } = useLabels();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    onDone();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    void onSubmit();
  };
  return (
    <form className={styles.inline} aria-label={label} onSubmit={send} onKeyDown={onKeyDown} noValidate>
      {children}
      <p role="alert" className={fieldStyles.error}>
        {fault ?? ''}
      </p>
      <div className={styles.inlineActs}>
        <Button type="submit">{submit}</Button>
        <Button look="quiet" onClick={onDone}>
          {intake.form.cancel}
        </Button>
      </div>
    </form>
  );
}

type InlineFieldProps = {
  readonly label: string;
  readonly field: Ref<HTMLInputElement>;
  readonly value?: string;
  readonly hint?: string;
  readonly longest?: number;
};

/** One field of it, uncontrolled while somebody types. */
export function InlineField({ label, field, value = '', hint = '', longest = 200 }: InlineFieldProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={field}
        className={fieldStyles.input}
        defaultValue={value}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        maxLength={longest}
      />
    </>
  );
}

/** What was typed into it, composed and without space around it. */
export function typedIn(field: { readonly current: HTMLInputElement | null }): string {
  return field.current?.value.normalize('NFC').trim() ?? '';
}
