import { type FormEvent, useRef, useState } from 'react';
import type { Why } from '#contract/dossier.ts';
import type { IntakeDossier } from '#contract/intake.ts';
import { useDossierWords, useSaid } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import field from '../../../ui/field.module.css';
import { Modal } from '../../../ui/modal.tsx';
import styles from './sitting.module.css';
import { wayName } from './way-name.ts';

type Way = IntakeDossier['ways'][number];
type WayDialogProps = { readonly dossier: IntakeDossier; readonly way: Way | null; readonly onClose: () => void };

/** Why a dossier goes another way: a reason of the kind where it is refused, and a word. */
export function WayDialog({ dossier, way, onClose }: WayDialogProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  if (way === null) return null;
  const explained = intake.ways.explain;
  const explain = way.to in explained ? explained[way.to as keyof typeof explained] : explained.other;
  const title = wayName(way, intake.ways, words.states[way.to]).replace('…', '');
  return (
    <Modal open onClose={onClose} title={title} explain={explain}>
      <WayForm dossier={dossier} way={way} onDone={onClose} />
    </Modal>
  );
}

type FormProps = { readonly dossier: IntakeDossier; readonly way: Way; readonly onDone: () => void };

function WayForm({ dossier, way, onDone }: FormProps) {
  const { intake } = useLabels();
  const acts = useActs();
  const note = useRef<HTMLTextAreaElement>(null);
  const busy = useRef(false);
  const [code, setCode] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const isRefusal = way.why === 'refusal';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy.current) return;
    const text = note.current?.value.normalize('NFC').trim() ?? '';
    const missing = wayFault(way, { code, note: text === '' ? null : text });
    setFault(missing === null ? null : intake.ways[missing]);
    if (missing !== null) return;
    busy.current = true;
    const done = await acts.moveDossier(dossier.id, way.to, { code, note: text === '' ? null : text });
    busy.current = false;
    if (done) onDone();
  };
  return (
    <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
      {isRefusal && <RefusalChoice dossier={dossier} code={code} onChoose={setCode} />}
      <label>
        <span className={field.label}>{intake.ways.note}</span>
        <textarea ref={note} className={field.input} rows={3} maxLength={500} />
      </label>
      <p role="alert" className={field.error}>
        {fault ?? ''}
      </p>
      <Button look={isRefusal || way.to === 'cancelled' ? 'danger' : 'main'} type="submit">
        {intake.ways.act}
      </Button>
    </form>
  );
}

type ChoiceProps = {
  readonly dossier: IntakeDossier;
  readonly code: string | null;
  readonly onChoose: (code: string) => void;
};

function RefusalChoice({ dossier, code, onChoose }: ChoiceProps) {
  const { intake } = useLabels();
  const said = useSaid();
  return (
    <Choice
      label={intake.ways.code}
      placeholder={intake.ways.codeChoose}
      options={dossier.refusals.map((each) => ({ value: each.code, label: said(each.words) }))}
      value={code}
      onChoose={onChoose}
    />
  );
}

/** What the host would refuse, said before: a refusal has its reason of the law, everything else a word. */
function wayFault({ why }: Way, { code, note }: Why): 'codeMissing' | 'missing' | null {
  if (why === 'refusal') return code === null ? 'codeMissing' : code === 'other' && note === null ? 'missing' : null;
  return note === null ? 'missing' : null;
}
