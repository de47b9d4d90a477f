import { useEffect, useId, useRef, useState } from 'react';
import type { FormField, IntakeDossier } from '#contract/intake.ts';
import { useDossierWords, useSaid } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { shownValue } from './form-fields.ts';
import { InlineField, InlineForm, typedIn } from './inline-form.tsx';
import styles from './steps.module.css';

type FormProps = { readonly dossier: IntakeDossier; readonly field: FormField; readonly onDone: () => void };
type Source = FormField['stated'][number]['source'];

/** Chip and cache say different things: which is right, and why. */
export function ChooseSource({ dossier, field, onDone }: FormProps) {
  const { intake } = useLabels();
  const acts = useActs();
  const reason = useRef<HTMLInputElement>(null);
  const other = field.stated.find((each) => each.source !== field.source)?.source;
  const [source, setSource] = useState<Source>(other ?? 'cache');
  const [noReason, setNoReason] = useState(false);
  const submit = async () => {
    const why = typedIn(reason);
    setNoReason(why === '');
    if (why === '') return reason.current?.focus();
    if (await acts.chooseSource(dossier.id, { field: field.code, source, reason: why })) onDone();
  };
  return (
    <InlineForm
      submit={intake.form.take}
      fault={noReason ? intake.form.whyMissing : null}
      onSubmit={submit}
      onDone={onDone}
    >
      <Sources field={field} source={source} onSource={setSource} />
      <InlineField label={intake.form.whyChoose} field={reason} hint={intake.form.whyHint} />
    </InlineForm>
  );
}

type SourcesProps = {
  readonly field: FormField;
  readonly source: Source;
  readonly onSource: (source: Source) => void;
};

function Sources({ field, source, onSource }: SourcesProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const said = useSaid();
  const name = useId();
  const place = useRef<HTMLFieldSetElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
  return (
    <fieldset ref={place} className={styles.sources}>
      <legend className="visually-hidden">{intake.form.chooseOf(said(field.words))}</legend>
      {field.stated.map((each) => (
        <label key={each.source}>
          <input type="radio" name={name} checked={each.source === source} onChange={() => onSource(each.source)} />
          <span>
            {shownValue(field, each.value, intake.form)} <small>{words.sources[each.source]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
