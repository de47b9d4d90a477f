import { UserRoundX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CitizenField } from '#contract/citizen.ts';
import type { PersonView as Person } from '#contract/registry.ts';
import { grouped } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { EmptyPlace } from '../../ui/empty-place.tsx';
import panel from '../../ui/panel.module.css';
import { Trouble } from '../../ui/trouble.tsx';
import { BackButton } from './back-button.tsx';
import { FindingList } from './finding-list.tsx';
import { HistoryList } from './history-list.tsx';
import { ItemTable } from './item-table.tsx';
import { LookalikeList } from './lookalike-list.tsx';
import styles from './person.module.css';
import { PersonHead } from './person-head.tsx';
import { PersonReveal, type Revealed } from './person-reveal.tsx';
import { usePerson } from './use-person.ts';

type PersonViewProps = {
  readonly id: number;
  readonly onBack: () => void;
  readonly onOpen: (id: number) => void;
};

/** One citizen of the population cache: what is recorded, where from, what became of it, and what to clear up. */
export function PersonView({ id, onBack, onOpen }: PersonViewProps) {
  const { record } = useLabels();
  const shown = usePerson(id);
  const [revealing, setRevealing] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEscape(!revealing, onBack);
  useEffect(() => root.current?.focus(), []);
  return (
    <div ref={root} tabIndex={-1} className={styles.root}>
      {shown.state === 'there' ? (
        <Record
          person={shown.person}
          onBack={onBack}
          onOpen={onOpen}
          revealing={revealing}
          onRevealing={setRevealing}
        />
      ) : (
        <section className={`${panel.panel} ${styles.alone}`} aria-label={record.zone}>
          <h1 className="visually-hidden">{record.zone}</h1>
          <BackButton onBack={onBack} />
          {shown.state === 'loading' && <p role="status">{record.loading}</p>}
          {shown.state === 'gone' && <EmptyPlace icon={UserRoundX} title={record.gone} hint={record.goneHint} />}
          {shown.state === 'failed' && <Trouble title={record.zone} failure={shown.failure} />}
        </section>
      )}
    </div>
  );
}

type RecordProps = Omit<PersonViewProps, 'id'> & {
  readonly person: Person;
  readonly revealing: boolean;
  readonly onRevealing: (revealing: boolean) => void;
};

function Record({ person, onBack, onOpen, revealing, onRevealing }: RecordProps) {
  const { record } = useLabels();
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const [open, setOpen] = useState(false);
  const [field, setField] = useState<CitizenField | null>(null);
  const citizen = revealed ? withNumbers(person.citizen, revealed) : person.citizen;
  const shown = { ...person, citizen };
  return (
    <div className={styles.view}>
      <PersonHead
        person={shown}
        revealed={revealed !== null}
        onReveal={() => (revealed ? setRevealed(null) : onRevealing(true))}
        onBack={onBack}
      />
      <div className={panel.panel}>
        <ItemTable person={shown} sensitiveOpen={open} onSensitive={setOpen} onHistory={setField} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={`${panel.panel} ${styles.side}`} aria-label={record.findings} tabIndex={0}>
        <LookalikeList people={person.lookalikes} onOpen={onOpen} />
        <FindingList findings={person.findings} />
        <HistoryList person={person} field={field} onField={setField} sensitiveOpen={open} />
      </section>
      <PersonReveal id={person.id} open={revealing} onClose={() => onRevealing(false)} onReveal={setRevealed} />
    </div>
  );
}

function withNumbers(citizen: Person['citizen'], { number, oldNumbers, phones }: Revealed): Person['citizen'] {
  return { ...citizen, number: grouped(number), oldNumbers, contact: { ...citizen.contact, phones } };
}

/** Escape goes back, unless something over the view takes it. */
function useEscape(free: boolean, onBack: () => void): void {
  const { window: store } = useDeskParts();
  useEffect(() => {
    if (!free) return;
    const onKey = (event: KeyboardEvent) => {
      const { dialog, proofWanted } = store.getState();
      if (event.key !== 'Escape' || event.isComposing || event.repeat || event.defaultPrevented) return;
      if (
        dialog === null &&
        proofWanted === null &&
        !document.querySelector('[role="dialog"], [role="listbox"] [data-highlighted]')
      )
        onBack();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [free, onBack, store]);
}
