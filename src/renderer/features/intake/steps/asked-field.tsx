import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { Words } from '#contract/dossier-kind.ts';
import type { FormField, IntakeDossier } from '#contract/intake.ts';
import { useSaid } from '../../../i18n/dossier-words.ts';
import { useFailureWords, useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Choice } from '../../../ui/choice.tsx';
import fieldStyles from '../../../ui/field.module.css';
import { Tag } from '../../../ui/tag.tsx';
import { focusNext, pressOn } from './focus-first.ts';
import { shownValue } from './form-fields.ts';
import styles from './steps.module.css';
import { useAutosave } from './use-autosave.ts';

/** Keeps what is in a field now; whether that went well. */
export type FieldHandle = { readonly commit: () => Promise<boolean> };

type AskedFieldProps = {
  readonly dossier: IntakeDossier;
  readonly field: FormField;
  readonly handles: Map<string, FieldHandle>;
  /** What another dossier of the sitting has here. */
  readonly like: { readonly value: string; readonly kind: Words } | null;
};

/** A field the person is asked for: kept when it is left, and after a pause. */
export function AskedField(props: AskedFieldProps) {
  return props.field.check === 'sex' ? <SexField {...props} /> : <TypedField {...props} />;
}

function TypedField({ dossier, field, handles, like }: AskedFieldProps) {
  const { intake } = useLabels();
  const said = useSaid();
  const acts = useActs();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const known = field.value === null ? '' : shownValue(field, field.value, intake.form);
  const saving = useAutosave({ dossier: dossier.id, field: field.code, known, input });
  useHandle(handles, field.code, saving.commit);
  const isTodo = field.required && field.value === null;
  const onKeyDown = async (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.repeat) return;
    event.preventDefault();
    const own = event.currentTarget;
    // To the next field that wants something, and on when none does.
    if ((await saving.commit()) && focusNext(own)) pressOn(own);
  };
  return (
    <div className={styles.asking} data-field-row={field.code}>
      <label className={fieldStyles.label} htmlFor={id}>
        {said(field.words)} {!field.required && <small>{intake.form.optional}</small>}
      </label>
      <div className={styles.entry}>
        <input
          ref={input}
          id={id}
          className={fieldStyles.input}
          defaultValue={known === '' && like ? like.value : known}
          autoComplete="off"
          spellCheck={false}
          maxLength={1000}
          inputMode={field.check === 'phone' || field.check === 'number' ? 'numeric' : undefined}
          aria-required={field.required}
          aria-invalid={saving.failure !== null}
          aria-describedby={`${id}-said`}
          data-field={field.code}
          data-resume={dossier.focus === field.code || undefined}
          data-todo={isTodo || undefined}
          onFocus={() => dossier.focus !== field.code && acts.noteFocus(dossier.id, field.code)}
          onInput={saving.pause}
          onBlur={() => void saving.commit()}
          onKeyDown={(event) => void onKeyDown(event)}
        />
        {known === '' && like && <Tag tone="info">{intake.form.same(said(like.kind))}</Tag>}
      </div>
      <FieldFault id={`${id}-said`} field={field} failure={saving.failure} />
    </div>
  );
}

/** What is wrong with a value, beside it; a refusal of the value in words of its own, everything else as the host says it. */
function FieldFault({ id, field, failure }: Pick<AskedFieldProps, 'field'> & FaultProps) {
  const { intake } = useLabels();
  const words = useFailureWords(failure);
  const isValue = failure?.code === 'dossier.refused' && failure.params.fault === 'field.invalid';
  const wrong = field.check === 'phone' ? intake.form.wrong.phone : intake.form.wrong.other;
  return (
    <p id={id} role="alert" className={fieldStyles.error} data-failure={failure?.code}>
      {isValue ? wrong : words && `${words.text} ${words.remedy}`}
    </p>
  );
}

type FaultProps = { readonly id: string; readonly failure: ReturnType<typeof useAutosave>['failure'] };

function useHandle(handles: Map<string, FieldHandle>, code: string, commit: FieldHandle['commit']): void {
  useEffect(() => {
    handles.set(code, { commit });
    return () => void handles.delete(code);
  }, [handles, code, commit]);
}

function SexField({ dossier, field }: AskedFieldProps) {
  const { intake } = useLabels();
  const said = useSaid();
  const acts = useActs();
  const choose = async (value: 'male' | 'female') => {
    const failed = await acts.enterField(dossier.id, { field: field.code, value, source: 'typed', reason: null });
    if (failed) acts.report(failed);
  };
  return (
    <div className={styles.asking} data-todo-inside={(field.required && field.value === null) || undefined}>
      <span className={fieldStyles.label} aria-hidden>
        {said(field.words)}
      </span>
      <Choice
        label={said(field.words)}
        options={(['male', 'female'] as const).map((value) => ({ value, label: intake.form.sexes[value] }))}
        value={field.value === 'male' || field.value === 'female' ? field.value : null}
        onChoose={(value) => void choose(value)}
      />
    </div>
  );
}
