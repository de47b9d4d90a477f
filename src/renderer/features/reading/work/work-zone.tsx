import { useCallback, useState } from 'react';
import type { Reading } from '#contract/desk.ts';
import { useLabels, useLanguage } from '../../../i18n/language.ts';
import { useDesk, useWindow } from '../../../state/desk-context.tsx';
import { useMay } from '../../../state/session.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import panel from '../../../ui/panel.module.css';
import type { Situation } from '../situation.ts';
import { TakeDialog } from '../take/take-dialog.tsx';
import { actWords } from './act-words.ts';
import { type NextActId, type NextActs, nextActs } from './next-acts.ts';
import { RegistryNotes } from './registry-notes.tsx';
import { RunFacts } from './run-facts.tsx';
import { useLetterActs } from './use-letter-acts.ts';
import { useMainAct } from './use-main-act.ts';
import { useRunAct } from './use-run-act.ts';
import { WhyNote } from './why-note.tsx';
import styles from './work-zone.module.css';

/** Acts that everybody knows are one line where they are not the main one. */
const brief: ReadonlySet<NextActId> = new Set(['another', 'again', 'files']);

/** What to do now: the acts that are possible, the first on Enter; then why, and how the read went. */
export function WorkZone({ situation }: { readonly situation: Situation }) {
  const labels = useLabels();
  const reading = 'reading' in situation ? situation.reading : null;
  const { main, others } = useNextActs(situation);
  const [taking, setTaking] = useState<string | null>(null);
  const openTake = useCallback(() => setTaking(reading?.id ?? null), [reading?.id]);
  const run = useRunAct(reading, openTake);
  const takingThis = reading !== null && taking === reading.id;
  const cameraAtWork = useDesk((desk) => desk.capture.task !== null);
  const free =
    useWindow((window) => window.dialog === null && window.proofWanted === null) && !takingThis && !cameraAtWork;
  const runMain = useCallback(async () => (main ? run(main) : false), [main, run]);
  useLetterActs(free ? others : [], shortcuts, run);
  useMainAct(main && free ? runMain : null, `${reading?.id} ${situation.kind} ${main}`);
  return (
    <section className={panel.panel} aria-label={labels.work.zone}>
      <h2 className={panel.heading}>{labels.work.zone}</h2>
      <div className={styles.acts}>
        {main && <ActButton id={main} main reading={reading} onRun={run} />}
        {situation.kind === 'finished' && <RegistryNotes reading={situation.reading} onRun={run} />}
        {others.map((id) => (
          <ActButton key={id} id={id} reading={reading} onRun={run} />
        ))}
        {situation.kind === 'finished' && <WhyNote reading={situation.reading} />}
        {others.length < 4 && (
          <div className={styles.later}>
            <b>{labels.work.later}</b>
            {labels.work.laterHint}
          </div>
        )}
      </div>
      {reading && <RunFacts reading={reading} />}
      {reading && <TakeDialog reading={reading} open={takingThis} onClose={() => setTaking(null)} />}
    </section>
  );
}

function useNextActs(situation: Situation): NextActs {
  const readers = useDesk((desk) => desk.readers);
  const mayUpdate = useMay('citizen.update');
  const mayLookUp = useMay('citizen.lookUp');
  const mayMatch = useMay('face.match');
  const mayCapture = useMay('dossier.capture');
  const mayReceive = useMay('dossier.receive');
  const readingId = 'reading' in situation ? situation.reading.id : null;
  const confirmed = useWindow((window) => readingId !== null && window.confirmed === readingId);
  return nextActs(situation, { readers, mayUpdate, mayLookUp, mayMatch, mayCapture, mayReceive, confirmed });
}

/** Keys of acts that are not the main one; letters mean this only where nobody types. */
const shortcuts: Partial<Readonly<Record<NextActId, string>>> = {
  stop: 'Esc',
  intake: 'F2',
  match: 'K',
  capture: 'A',
};

type ActButtonProps = {
  readonly id: NextActId;
  readonly main?: boolean;
  readonly reading: Reading | null;
  readonly onRun: (id: NextActId) => Promise<unknown>;
};

function ActButton({ id, main = false, reading, onRun }: ActButtonProps) {
  const labels = useLabels();
  const language = useLanguage();
  const shortcut = main ? 'Enter' : (shortcuts[id] ?? null);
  const [name, hint] = actWords(id, reading, { labels, language });
  return (
    <button type="button" className={`${styles.act} ${main ? styles.main : ''}`} onClick={() => void onRun(id)}>
      <span>
        {name}
        {(main || !brief.has(id)) && <small>{hint}</small>}
      </span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </button>
  );
}
