import { useCallback, useMemo, useRef } from 'react';
import type { FormField, IntakeDossier, IntakeSitting } from '#contract/intake.ts';
import { useSaid } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Choice } from '../../../ui/choice.tsx';
import field from '../../../ui/field.module.css';
import { AskedField, type FieldHandle } from './asked-field.tsx';
import { focusNext } from './focus-first.ts';
import { isAsked } from './form-fields.ts';
import { StatedRow } from './stated-row.tsx';
import { StepFrame } from './step-frame.tsx';
import type { StepProps } from './step-place.tsx';
import styles from './steps.module.css';

/** What is asked of the person first; then what chip and cache said already, to be looked at and not typed. */
export function FormStep({ sitting, dossier }: StepProps) {
  const { intake } = useLabels();
  const fields = useRef(new Map<string, FieldHandle>());
  const asked = dossier.form.filter(isAsked);
  const stated = dossier.form.filter((each) => !isAsked(each));
  const beforeEnd = useCallback(async () => {
    const kept = await Promise.all([...fields.current.values()].map((handle) => handle.commit()));
    return kept.every(Boolean);
  }, []);
  return (
    <StepFrame dossier={dossier} focusKey={dossier.id} beforeEnd={beforeEnd}>
      <section className={styles.asked} aria-label={intake.form.ask}>
        <h3>{intake.form.ask}</h3>
        <RequestReason dossier={dossier} />
        {asked.length === 0 && <p className={styles.quiet}>{intake.form.nothingToAsk}</p>}
        {[...asked].sort(requiredFirst).map((each) => (
          <AskedField
            key={each.code}
            dossier={dossier}
            field={each}
            handles={fields.current}
            like={suggestion(sitting, dossier, each)}
          />
        ))}
        <Exemption dossier={dossier} />
      </section>
      {stated.length > 0 && (
        <section className={styles.stated} aria-label={intake.form.known}>
          <h3>
            {intake.form.known} <small>{intake.form.knownHint(stated.length)}</small>
          </h3>
          {stated.map((each) => (
            <StatedRow key={each.code} dossier={dossier} field={each} />
          ))}
        </section>
      )}
    </StepFrame>
  );
}

function requiredFirst(one: FormField, other: FormField): number {
  return Number(other.required) - Number(one.required);
}

/** What was typed in the same field of another dossier of this sitting. */
function suggestion({ dossiers }: IntakeSitting, { id }: IntakeDossier, { code, value }: FormField) {
  if (value !== null) return null;
  for (const other of dossiers) {
    const same = other.id === id ? undefined : other.form.find((each) => each.code === code);
    if (same?.source === 'typed' && same.value !== null) return { value: same.value, kind: other.kind.names };
  }
  return null;
}

/** Why the person asks, of the reasons the law names; not there for a kind without. */
function RequestReason({ dossier }: { readonly dossier: IntakeDossier }) {
  const { intake } = useLabels();
  const said = useSaid();
  const acts = useActs();
  const place = useRef<HTMLDivElement>(null);
  const { id, reasons, reason } = dossier;
  if (reasons.length === 0) return null;
  const choose = async (code: string) => {
    const isFirst = reason === null;
    // The list gives the focus back to its field first.
    if ((await acts.giveReason(id, code)) && isFirst) setTimeout(() => place.current && focusNext(place.current), 60);
  };
  return (
    <div ref={place} className={styles.asking} data-todo-inside={reason === null || undefined}>
      <span className={field.label} aria-hidden>
        {intake.form.reason}
      </span>
      <Choice
        label={intake.form.reason}
        placeholder={intake.form.reasonChoose}
        options={reasons.map(({ code, words }) => ({ value: code, label: said(words) }))}
        value={reason}
        onChoose={(code) => void choose(code)}
      />
    </div>
  );
}

const none = '-';

function Exemption({ dossier }: { readonly dossier: IntakeDossier }) {
  const { intake } = useLabels();
  const said = useSaid();
  const acts = useActs();
  const { id, exemptions, exemption } = dossier;
  const options = useMemo(
    () => [
      { value: none, label: intake.form.noExemption },
      ...exemptions.map(({ code, words }) => ({ value: code, label: said(words) })),
    ],
    [exemptions, intake, said],
  );
  if (exemptions.length === 0) return null;
  return (
    <div className={styles.asking}>
      <span className={field.label} aria-hidden>
        {intake.form.exemption}
      </span>
      <Choice
        label={intake.form.exemption}
        options={options}
        value={exemption ?? none}
        onChoose={(code) => void acts.claimExemption(id, code === none ? null : code)}
      />
    </div>
  );
}
