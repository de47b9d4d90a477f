import { useEffect, useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import panel from '../../ui/panel.module.css';
import { DamagedCache } from './damaged-cache.tsx';
import { FileShape } from './file-shape.tsx';
import { ImportPanel } from './import-panel.tsx';
import styles from './registry.module.css';
import { CacheState, RegistryFacts } from './registry-facts.tsx';
import { RunResult } from './run-result.tsx';
import { RunTable } from './run-table.tsx';
import { useImport } from './use-import.ts';
import { useRuns } from './use-runs.ts';

/** The population cache: what it holds and how old it is, importing into it, and what imports did. */
export function RegistryScreen() {
  const { registry } = useLabels();
  const damaged = useDesk((desk) => desk.registry.state === 'damaged');
  const runs = useRuns();
  const { outcome, start, stop } = useImport();
  const [chosen, setChosen] = useState<number | null>(null);
  const { again } = runs;
  useEffect(() => {
    if (outcome.kind !== 'done' && outcome.kind !== 'stopped') return;
    again();
    if (outcome.kind === 'done') setChosen(outcome.run);
  }, [outcome, again]);
  const run = runs.value?.find(({ id }) => id === chosen) ?? null;
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <section className={`${panel.panel} ${styles.top}`} aria-labelledby="registry-title">
          <header className={styles.head}>
            <div>
              <h1 id="registry-title">{registry.title}</h1>
              <CacheState />
            </div>
            <p>{registry.explain}</p>
          </header>
          <RegistryFacts />
        </section>
        {damaged ? <DamagedCache /> : <ImportPanel outcome={outcome} onStart={start} onStop={stop} />}
        {!damaged && <RunTable runs={runs} chosen={chosen} onChoose={setChosen} />}
      </div>
      <aside className={styles.column}>
        {run && <RunResult key={run.id} run={run} onClose={() => setChosen(null)} />}
        {!run && <FileShape />}
      </aside>
    </main>
  );
}
