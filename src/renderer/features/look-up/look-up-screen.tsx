import { Database } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import type { ImportRun } from '#contract/registry.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk, useDeskParts, useWindow } from '../../state/desk-context.tsx';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyPlace } from '../../ui/empty-place.tsx';
import panel from '../../ui/panel.module.css';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { PersonView } from '../person/person-view.tsx';
import styles from './look-up.module.css';
import { SearchPlace } from './search-place.tsx';

/** F4: finds people of the population cache, and shows one. */
export function LookUpScreen() {
  const state = useDesk((desk) => desk.registry.state);
  return <main className={styles.screen}>{state === 'ready' ? <Ready /> : <NotReady />}</main>;
}

/** The search stays as it is under a person that is shown, so that going back is going back. */
function Ready() {
  const { window } = useDeskParts();
  const personId = useWindow((state) => state.personId);
  const opener = useRef<HTMLElement | null>(null);
  const open = useCallback(
    (id: number) => {
      opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      window.setState({ personId: id });
    },
    [window],
  );
  const back = useCallback(() => window.setState({ personId: null }), [window]);
  useEffect(() => {
    if (personId === null) opener.current?.focus();
  }, [personId]);
  return (
    <>
      <SearchPlace hidden={personId !== null} onOpen={open} />
      {personId !== null && <PersonView key={personId} id={personId} onBack={back} onOpen={open} />}
    </>
  );
}

function NotReady() {
  const { lookUp } = useLabels();
  const { state, failure, importing } = useDesk((desk) => desk.registry);
  return (
    <section className={panel.panel} aria-label={lookUp.title}>
      <h1 className="visually-hidden">{lookUp.title}</h1>
      {state === 'damaged' && <Trouble title={lookUp.damaged} failure={failure} />}
      {state !== 'damaged' && (importing ? <FirstImport run={importing} /> : <NobodyYet />)}
    </section>
  );
}

function NobodyYet() {
  const { lookUp } = useLabels();
  const acts = useActs();
  const mayImport = useMay('registry.import');
  return (
    <EmptyPlace icon={Database} title={lookUp.empty} hint={mayImport ? lookUp.emptyHint : lookUp.emptyAsk}>
      {mayImport && (
        <Button look="main" onClick={() => acts.go('registry')}>
          {lookUp.importNow}
        </Button>
      )}
    </EmptyPlace>
  );
}

/** The first import: people can be looked up when it is done. */
function FirstImport({ run }: { readonly run: ImportRun }) {
  const { lookUp } = useLabels();
  const language = useLanguage();
  const part = run.size === 0 ? null : run.byteOffset / run.size;
  const people = lookUp.people(formatCount(run.added, language));
  return (
    <EmptyPlace icon={Database} title={lookUp.importing} hint={people}>
      <div className={styles.importing}>
        <ProgressBar label={lookUp.importing} value={part} text={people} />
      </div>
    </EmptyPlace>
  );
}
