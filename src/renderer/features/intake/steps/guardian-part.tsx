import { type FormEvent, useId, useState } from 'react';
import { type GuardianRelation, guardianRelations } from '#contract/dossier.ts';
import type { IntakeDossier } from '#contract/intake.ts';
import { useDossierWords } from '../../../i18n/dossier-words.ts';
import { formatIsoDate } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import field from '../../../ui/field.module.css';
import { readPapers } from '../start/papers-person.ts';
import styles from './steps.module.css';

type PartProps = { readonly dossier: IntakeDossier };

/** Who has to come along: written down once, and shown; nothing for whoever acts alone. */
export function GuardianPart({ dossier }: PartProps) {
  const { intake } = useLabels();
  const [changing, setChanging] = useState(false);
  const [who] = dossier.presence;
  const { guardian } = dossier;
  if (!who && guardian === null) return null;
  return (
    <section className={styles.guardian} aria-label={intake.identify[who ?? 'guardian']}>
      <h3>{intake.identify[who ?? 'guardian']}</h3>
      {guardian !== null && !changing ? (
        <GuardianLine guardian={guardian} onChange={() => setChanging(true)} />
      ) : (
        <GuardianForm dossier={dossier} onDone={() => setChanging(false)} />
      )}
    </section>
  );
}

type LineProps = { readonly guardian: NonNullable<IntakeDossier['guardian']>; readonly onChange: () => void };

function GuardianLine({ guardian: { name, number, relation, birth }, onChange }: LineProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  return (
    <p className={styles.line}>
      <b>{name}</b> <span className={styles.number}>{number}</span> · {words.relations[relation]}
      {birth !== null && ` · ${intake.head.born(formatIsoDate(birth))}`}
      <Button look="quiet" onClick={onChange}>
        {intake.identify.changeGuardian}
      </Button>
    </p>
  );
}

type Fault = 'number' | 'name' | 'birth' | 'relation';

function GuardianForm({ dossier, onDone }: PartProps & { readonly onDone: () => void }) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const acts = useActs();
  const [relation, setRelation] = useState<GuardianRelation | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const faults: Readonly<Record<Fault, string>> = {
    number: intake.start.numberWrong,
    name: intake.start.nameMissing,
    birth: intake.start.birthWrong,
    relation: intake.identify.relationMissing,
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = readPapers(new FormData(event.currentTarget));
    setFault(said.ok ? (relation === null ? 'relation' : null) : said.fault);
    if (!said.ok || relation === null) return;
    const { number, name, birth } = said.person;
    if (await acts.nameGuardian(dossier.id, { number, name, birth, relation })) onDone();
  };
  return (
    <form className={styles.grid} onSubmit={(event) => void submit(event)} noValidate>
      <GuardianField name="number" label={intake.identify.guardianNumber} wrong={fault === 'number'} todo />
      <GuardianField name="name" label={intake.identify.guardianName} wrong={fault === 'name'} />
      <GuardianField name="birth" label={intake.identify.guardianBirth} wrong={fault === 'birth'} />
      <div>
        <span className={field.label} aria-hidden>
          {intake.identify.relation}
        </span>
        <Choice
          label={intake.identify.relation}
          placeholder={intake.identify.relation}
          options={guardianRelations.map((value) => ({ value, label: words.relations[value] }))}
          value={relation}
          onChoose={setRelation}
        />
      </div>
      <p role="alert" className={field.error}>
        {fault === null ? '' : faults[fault]}
      </p>
      <Button type="submit">{intake.identify.keepGuardian}</Button>
    </form>
  );
}

type FieldProps = { readonly name: string; readonly label: string; readonly wrong: boolean; readonly todo?: boolean };

function GuardianField({ name, label, wrong, todo = false }: FieldProps) {
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
        aria-invalid={wrong}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        {...(todo && { 'data-todo': true })}
        {...(name !== 'name' && { inputMode: 'numeric' as const })}
      />
    </div>
  );
}
