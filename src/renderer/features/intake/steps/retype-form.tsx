import { useEffect, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import type { FormField, IntakeDossier } from '#contract/intake.ts';
import { useFailureWords, useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { shownValue } from './form-fields.ts';
import { InlineField, InlineForm, typedIn } from './inline-form.tsx';

type FormProps = { readonly dossier: IntakeDossier; readonly field: FormField; readonly onDone: () => void };

/** Types over what chip or cache say: a reason is needed, and it is counted. */
export function RetypeForm({ dossier, field, onDone }: FormProps) {
  const { intake } = useLabels();
  const acts = useActs();
  const value = useRef<HTMLInputElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [noReason, setNoReason] = useState(false);
  const words = useFailureWords(failure);
  const refused = words && `${words.text} ${words.remedy}`;
  useEffect(() => value.current?.select(), []);
  const submit = async () => {
    const why = typedIn(reason);
    setNoReason(why === '');
    if (why === '') return reason.current?.focus();
    const entry = { field: field.code, value: typedIn(value), source: 'typed', reason: why } as const;
    const failed = await acts.enterField(dossier.id, entry);
    setFailure(failed);
    if (failed === null) onDone();
  };
  const shown = field.value === null ? '' : shownValue(field, field.value, intake.form);
  return (
    <InlineForm
      submit={intake.form.keep}
      fault={noReason ? intake.form.whyMissing : refused}
      onSubmit={submit}
      onDone={onDone}
    >
      <InlineField label={intake.form.newValue} field={value} value={shown} longest={1000} />
      <InlineField label={intake.form.why} field={reason} hint={intake.form.whyHint} />
    </InlineForm>
  );
}
