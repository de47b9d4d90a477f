import { useId, useRef, useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import field from '../../ui/field.module.css';
import styles from './look-up.module.css';

type YearFieldProps = { readonly begin: number | null; readonly onChange: (year: number | null) => void };

/** A birth year to filter by: four digits, or nothing. */
export function YearField({ begin, onChange }: YearFieldProps) {
  const { lookUp } = useLabels();
  const [wrong, setWrong] = useState(false);
  const last = useRef(begin);
  const id = useId();
  const tell = (year: number | null) => {
    if (last.current !== year) onChange(year);
    last.current = year;
  };
  const read = (text: string, done: boolean) => {
    const typed = text.trim();
    const year = /^(?:18|19|20|21)\d\d$/.test(typed) ? Number(typed) : null;
    setWrong(done && typed !== '' && year === null);
    if (year !== null || typed === '') tell(year);
  };
  return (
    <label className={styles.year}>
      <span>{lookUp.year}</span>
      <input
        className={field.input}
        defaultValue={begin ?? ''}
        inputMode="numeric"
        maxLength={4}
        autoComplete="off"
        aria-invalid={wrong}
        aria-describedby={wrong ? id : undefined}
        onInput={(event) => read(event.currentTarget.value, false)}
        onBlur={(event) => read(event.currentTarget.value, true)}
      />
      {wrong && (
        <small id={id} role="alert">
          {lookUp.yearWrong}
        </small>
      )}
    </label>
  );
}
