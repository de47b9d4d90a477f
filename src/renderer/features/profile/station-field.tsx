import { useId } from 'react';
import field from '../../ui/field.module.css';
import styles from './station.module.css';

type StationFieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly wrong?: boolean;
  /** A number of so many digits. */
  readonly digits?: number;
};

export function StationField({ name, label, hint, value, readOnly, wrong = false, digits }: StationFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        name={name}
        className={field.input}
        defaultValue={value}
        readOnly={readOnly}
        maxLength={digits ?? 120}
        inputMode={digits ? 'numeric' : undefined}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong}
      />
      <p id={`${id}-hint`} className={wrong ? field.error : styles.hint} role={wrong ? 'alert' : undefined}>
        {hint}
      </p>
    </div>
  );
}
