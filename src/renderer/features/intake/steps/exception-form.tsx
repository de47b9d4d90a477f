import { useRef, useState } from 'react';
import { type CaptureExceptionCode, captureExceptionCodes } from '#contract/dossier.ts';
import type { CaptureName } from '#contract/dossier-kind.ts';
import { useDossierWords } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Choice } from '../../../ui/choice.tsx';
import { InlineField, InlineForm, typedIn } from './inline-form.tsx';

type FormProps = { readonly dossier: string; readonly capture: CaptureName; readonly onDone: () => void };

/** Said by the desk itself, never by somebody. */
const sayable = captureExceptionCodes.filter((code) => code !== 'noDevice');

/** Why a capture is not there: one of the reasons, with words of its own where it is another. */
export function ExceptionForm({ dossier, capture, onDone }: FormProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const acts = useActs();
  const note = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState<CaptureExceptionCode | null>(null);
  const [missing, setMissing] = useState(false);
  const submit = async () => {
    const typed = typedIn(note);
    const isMissing = code === null || (code === 'other' && typed === '');
    setMissing(isMissing);
    if (code === null || isMissing) return;
    if (await acts.exceptCapture(dossier, { capture, code, note: typed === '' ? null : typed })) onDone();
  };
  return (
    <InlineForm
      label={intake.captures.exceptOf(words.captures[capture])}
      submit={intake.captures.except}
      fault={missing ? intake.captures.codeMissing : null}
      onSubmit={submit}
      onDone={onDone}
    >
      <span aria-hidden>{intake.captures.code}</span>
      <Choice
        label={intake.captures.code}
        placeholder={intake.captures.codeChoose}
        options={sayable.map((value) => ({ value, label: words.exceptions[value] }))}
        value={code}
        onChoose={setCode}
      />
      <InlineField label={intake.captures.note} field={note} />
    </InlineForm>
  );
}
