import { type FormEvent, useId, useRef, useState } from 'react';
import type { ManualReason } from '#contract/capture.ts';
import { useLabels } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import field from '../../ui/field.module.css';
import styles from './reason-form.module.css';

type ReasonFormProps = {
  readonly title: string;
  readonly submit: string;
  readonly onGive: (reason: ManualReason) => void;
  readonly onBack: () => void;
};

/** Why the officer does what the checks would not: one of the reasons, with words of its own where it is another. */
export function ReasonForm({ title, submit, onGive, onBack }: ReasonFormProps) {
  const { capture: words } = useLabels();
  const id = useId();
  const note = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState<ManualReason['code'] | null>(null);
  const [missing, setMissing] = useState(false);
  const give = (event: FormEvent) => {
    event.preventDefault();
    const typed = note.current?.value.trim().normalize('NFC') ?? '';
    if (code === null || (code === 'khac' && typed === '')) return setMissing(true);
    onGive({ code, note: typed === '' ? null : typed });
  };
  return (
    <form className={styles.form} onSubmit={give} aria-label={title}>
      <p className={styles.title}>{title}</p>
      <Choice
        label={words.reason}
        placeholder={words.reasonChoose}
        options={Object.entries(words.reasons).map(([value, label]) => ({
          value: value as ManualReason['code'],
          label,
        }))}
        value={code}
        onChoose={setCode}
      />
      <label className={field.label} htmlFor={id}>
        {words.reasonNote}
      </label>
      <input id={id} ref={note} className={field.input} maxLength={200} autoComplete="off" />
      <p role="alert" className={styles.missing}>
        {missing ? words.reasonMissing : ''}
      </p>
      <div className={styles.answers}>
        <Button look="main" type="submit">
          {submit}
        </Button>
        <Button onClick={onBack}>{words.back}</Button>
      </div>
    </form>
  );
}
