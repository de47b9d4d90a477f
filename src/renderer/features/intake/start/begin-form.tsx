import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { IntakePerson } from '#contract/intake.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk, useWindow } from '../../../state/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import { Kbd } from '../../../ui/kbd.tsx';
import { KindChoice } from './kind-choice.tsx';
import { PapersFields } from './papers-fields.tsx';
import { type PapersFault, readPapers } from './papers-person.ts';
import { PersonChoice } from './person-choice.tsx';
import { offeredPersons, type PersonWay, useCardPerson } from './person-ways.ts';
import styles from './start.module.css';
import { useStartsWith } from './use-starts-with.ts';

/** For whom, and which dossiers: Space chooses kinds, Enter opens them. */
export function BeginForm() {
  const { intake } = useLabels();
  const kinds = useDesk((desk) => desk.intake.kinds);
  const shiftOpen = useDesk((desk) => desk.shift.open !== null);
  const begin = useBegin();
  const form = useRef<HTMLFormElement>(null);
  const begins = useStartsWith() === 'begin';
  // The first thing to do: what is needed of the person, else which dossiers.
  useEffect(() => {
    if (!begins) return;
    const first = begin.way === 'papers' ? 'input[name="number"]' : 'input[type="checkbox"]';
    form.current?.querySelector<HTMLElement>(first)?.focus();
  }, [begins, begin.way]);
  if (kinds.length === 0) return <p className={styles.quiet}>{intake.start.noKinds}</p>;
  return (
    <form ref={form} className={styles.form} onSubmit={begin.submit} noValidate aria-label={intake.start.zone}>
      <div className={styles.fields}>
        <PersonChoice way={begin.way} onWay={begin.choose} />
        {begin.way === 'papers' && <PapersFields fault={begin.fault} />}
        <KindChoice chosen={begin.kinds} onChoose={begin.chooseKinds} />
        {begin.isOutside && (
          <label>
            <span className={field.label}>{intake.start.outside}</span>
            <input name="outside" className={field.input} maxLength={200} autoComplete="off" />
          </label>
        )}
        <p role="alert" className={styles.fault}>
          {begin.missing === null ? '' : intake.start[begin.missing]}
        </p>
      </div>
      <Button look="main" type="submit" className={styles.submit} disabled={!shiftOpen || begin.way === null}>
        {intake.start.begin(begin.kinds.length)} <Kbd>Enter</Kbd>
      </Button>
    </form>
  );
}

/** The way and the kinds that are chosen; until somebody chooses, the likeliest. */
function useChosen() {
  const offered = useDesk((desk) => desk.intake.kinds);
  const card = useCardPerson();
  const found = useWindow((window) => window.intakeFor);
  const last = useWindow((window) => window.intakeKinds);
  const [chosen, choose] = useState<PersonWay | null>(null);
  const [picked, chooseKinds] = useState<readonly string[] | null>(null);
  const ways = offeredPersons(card, found);
  const way = chosen !== null && ways.includes(chosen) ? chosen : (ways[0] ?? null);
  const known = (codes: readonly string[]) => codes.filter((code) => offered.some((kind) => kind.code === code));
  const likely = known(last);
  const kinds = picked ?? (likely.length > 0 ? likely : offered.slice(0, 1).map(({ code }) => code));
  return { way, choose, kinds: known(kinds), chooseKinds, found };
}

function useBegin() {
  const acts = useActs();
  const { found, ...chosen } = useChosen();
  const { way, kinds } = chosen;
  const isOutside = useDesk(({ shift: { open, now } }) => open !== null && open.plan !== null && now === null);
  const [fault, setFault] = useState<PapersFault | null>(null);
  const [missing, setMissing] = useState<'kindMissing' | 'outsideMissing' | null>(null);
  const busy = useRef(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy.current) return;
    const data = new FormData(event.currentTarget);
    const said = way === 'papers' ? readPapers(data) : null;
    const outside = String(data.get('outside') ?? '')
      .normalize('NFC')
      .trim();
    const lacks = kinds.length === 0 ? 'kindMissing' : isOutside && outside === '' ? 'outsideMissing' : null;
    setFault(said?.ok === false ? said.fault : null);
    setMissing(lacks);
    const person = personOf(way, said?.ok ? said.person : null, found?.person ?? null);
    if (person === null || lacks !== null) return;
    busy.current = true;
    await acts.beginIntake(person, kinds, isOutside ? outside : null);
    busy.current = false;
  };
  return { ...chosen, fault, missing, isOutside, submit: (event: FormEvent<HTMLFormElement>) => void submit(event) };
}

function personOf(way: PersonWay | null, papers: IntakePerson | null, record: number | null): IntakePerson | null {
  if (way === 'card') return { is: 'card' };
  if (way === 'record') return record === null ? null : { is: 'record', person: record };
  return papers;
}
