import { useId } from 'react';
import { useLabels } from '../../../i18n/language.ts';
import field from '../../../ui/field.module.css';
import type { PapersFault } from './papers-person.ts';
import styles from './start.module.css';

/** What the papers of somebody say, where neither card nor data know them. */
export function PapersFields({ fault }: { readonly fault: PapersFault | null }) {
  const { intake } = useLabels();
  const words = intake.start;
  return (
    <div className={styles.papers}>
      <Typed name="number" label={words.number} fault={fault === 'number' ? words.numberWrong : null} numeric />
      <Typed name="name" label={words.name} fault={fault === 'name' ? words.nameMissing : null} />
      <Typed name="birth" label={words.birth} fault={fault === 'birth' ? words.birthWrong : null} numeric />
    </div>
  );
}

type TypedProps = {
  readonly name: PapersFault;
  readonly label: string;
  readonly fault: string | null;
  readonly numeric?: boolean;
};

function Typed({ name, label, fault, numeric = false }: TypedProps) {
  const id = useId();
  return (
    <div>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        name={name}
        className={field.input}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-fault`}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        {...(numeric && { inputMode: 'numeric' as const })}
      />
      <p id={`${id}-fault`} role="alert" className={field.error}>
        {fault ?? ''}
      </p>
    </div>
  );
}
