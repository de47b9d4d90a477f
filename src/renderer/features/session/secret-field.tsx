import { Eye, EyeOff } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import field from '../../ui/field.module.css';
import styles from './session.module.css';

type SecretFieldProps = {
  readonly label: string;
  readonly name: string;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Whether a browser may think of it as one to come or one that is known. */
  readonly kind: 'current-password' | 'new-password';
  readonly focused?: boolean;
  readonly describedBy?: string;
  readonly onInput?: (secret: string) => void;
};

/** A secret: hidden, with a way to look at what was typed, and a word when capitals are locked. */
export function SecretField({ label, name, field: ref, kind, focused, describedBy, onInput }: SecretFieldProps) {
  const { session } = useLabels();
  const id = useId();
  const [shown, setShown] = useState(false);
  const [capitals, setCapitals] = useState(false);
  const seeKey = (event: KeyboardEvent) => setCapitals(event.getModifierState('CapsLock'));
  return (
    <div className={styles.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.secret}>
        <input
          id={id}
          ref={ref}
          name={name}
          type={shown ? 'text' : 'password'}
          className={field.input}
          maxLength={256}
          autoComplete={kind}
          autoCapitalize="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the one thing to do on this page
          autoFocus={focused}
          aria-describedby={[`${id}-caps`, describedBy].filter(Boolean).join(' ')}
          onKeyDown={seeKey}
          onKeyUp={seeKey}
          onInput={(event: FormEvent<HTMLInputElement>) => onInput?.(event.currentTarget.value)}
        />
        <button
          type="button"
          className={styles.eye}
          aria-label={session.showSecret(label)}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={17} aria-hidden /> : <Eye size={17} aria-hidden />}
        </button>
      </div>
      <p id={`${id}-caps`} className={styles.caps} role="status">
        {capitals ? session.capsLock : ''}
      </p>
    </div>
  );
}
