import { useCallback } from 'react';
import { useLabels } from '../../../i18n/language.ts';
import type { Labels } from '../../../i18n/vi.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk, useWindow } from '../../../state/desk-context.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import panel from '../../../ui/panel.module.css';
import type { Situation } from '../situation.ts';
import { type NextActId, nextActs } from './next-acts.ts';
import { RunFacts } from './run-facts.tsx';
import { useMainAct } from './use-main-act.ts';
import { WhyNote } from './why-note.tsx';
import styles from './work-zone.module.css';

/** What to do now: the acts that are possible, the first on Enter; then why, and how the read went. */
export function WorkZone({ situation }: { readonly situation: Situation }) {
  const labels = useLabels();
  const readers = useDesk((desk) => desk.readers);
  const reading = 'reading' in situation ? situation.reading : null;
  const { main, others } = nextActs(situation, readers);
  const run = useRunAct(reading?.reader ?? null);
  const free = useWindow((window) => window.dialog === null);
  const runMain = useCallback(async () => (main ? run(main) : false), [main, run]);
  useMainAct(main && free ? runMain : null, `${reading?.id} ${situation.kind}`);
  return (
    <section className={panel.panel} aria-label={labels.work.zone}>
      <h2 className={panel.heading}>{labels.work.zone}</h2>
      <div className={styles.acts}>
        {main && <ActButton id={main} main onRun={run} files={reading?.files.length ?? 0} />}
        {others.map((id) => (
          <ActButton key={id} id={id} onRun={run} files={reading?.files.length ?? 0} />
        ))}
        {situation.kind === 'finished' && <WhyNote reading={situation.reading} />}
        <div className={styles.later}>
          <b>{labels.work.later}</b>
          {labels.work.laterHint}
        </div>
      </div>
      {reading && <RunFacts reading={reading} />}
    </section>
  );
}

function useRunAct(reader: string | null): (id: NextActId) => Promise<unknown> {
  const acts = useActs();
  return useCallback(
    async (id) => {
      switch (id) {
        case 'another':
          return acts.clearReading();
        case 'again':
          return reader === null ? false : acts.openReading(reader);
        case 'mrz':
          return reader === null ? false : acts.openByMrz(reader);
        case 'stop':
          return acts.cancelReading();
        case 'files':
          return acts.show('files');
        case 'importTrust':
          return acts.go('trust');
        case 'check':
          return acts.show('doctor');
      }
    },
    [acts, reader],
  );
}

type ActButtonProps = {
  readonly id: NextActId;
  readonly main?: boolean;
  readonly files: number;
  readonly onRun: (id: NextActId) => Promise<unknown>;
};

function ActButton({ id, main = false, files, onRun }: ActButtonProps) {
  const { work } = useLabels();
  const shortcut = main ? 'Enter' : id === 'stop' ? 'Esc' : null;
  return (
    <button type="button" className={`${styles.act} ${main ? styles.main : ''}`} onClick={() => void onRun(id)}>
      <span>
        {work[id]}
        <small>{hintOf(work, id, files)}</small>
      </span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </button>
  );
}

function hintOf(work: Labels['work'], id: NextActId, files: number): string {
  return id === 'files' ? work.filesHint(files) : work[`${id}Hint` as const];
}
