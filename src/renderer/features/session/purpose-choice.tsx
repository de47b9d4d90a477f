import { type KeyboardEvent, useId } from 'react';
import { type Purpose, type PurposeCode, purposeCodes } from '#contract/officers.ts';
import { useLabels } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import type { Labels } from '../../i18n/vi.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { usePurpose } from '../../state/purpose.ts';
import { Choice } from '../../ui/choice.tsx';
import field from '../../ui/field.module.css';
import styles from './purpose-choice.module.css';

/** Why citizens are looked up from now on: one of ten, and words of its own where it is none of them. */
export function PurposeChoice() {
  const labels = useLabels();
  const words = useOfficerWords().purposes;
  const { window: store } = useDeskParts();
  const { code } = usePurpose();
  return (
    <div className={styles.purpose}>
      <span className={styles.label} aria-hidden>
        {labels.purpose.label}
      </span>
      <Choice
        label={labels.purpose.label}
        options={purposeCodes.map((value) => ({ value, label: words[value] }))}
        value={code}
        onChoose={(chosen: PurposeCode) => store.setState({ purpose: { code: chosen, note: null } })}
      />
      {code === 'other' && <Note />}
    </div>
  );
}

function Note() {
  const labels = useLabels();
  const { window: store } = useDeskParts();
  const purpose = usePurpose();
  const fault = noteFault(purpose, labels);
  const id = useId();
  const commit = (text: string) => {
    const note = text.normalize('NFC').trim();
    store.setState({ purpose: { code: 'other', note: note === '' ? null : note } });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit(event.currentTarget.value);
  };
  return (
    <div className={styles.note}>
      <input
        className={field.input}
        defaultValue={purpose.note ?? ''}
        aria-label={labels.purpose.note}
        aria-describedby={id}
        aria-invalid={fault !== null && purpose.note !== null}
        placeholder={labels.purpose.notePlaceholder}
        maxLength={200}
        autoComplete="off"
        onBlur={(event) => commit(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p id={id} className={field.error} role="status">
        {fault ?? ''}
      </p>
    </div>
  );
}

/** What the host would refuse in these words, said before it does; nothing is said before anything is typed. */
function noteFault({ note }: Purpose, { purpose }: Labels): string | null {
  if (note === null) return null;
  if (/(?:\d[\s.]?){9,}/.test(note)) return purpose.noteNumber;
  return note.length < 5 ? purpose.noteShort : null;
}
