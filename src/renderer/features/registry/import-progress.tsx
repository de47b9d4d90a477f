import type { ImportRun } from '#contract/registry.ts';
import { formatCount, formatSize } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { TimedProgress } from '../../ui/timed-progress.tsx';
import styles from './import.module.css';
import { recordsOf } from './import-form.ts';
import { TallyTiles } from './tally-tiles.tsx';

/** The import under way: by the bytes of its file, with records a second, time left, and what it did so far. */
export function ImportProgress({ run, onStop }: { readonly run: ImportRun; readonly onStop: (() => void) | null }) {
  const { importing: words } = useLabels().registry;
  const language = useLanguage();
  const records = recordsOf(run);
  const size = `${formatSize(run.byteOffset, language)} / ${formatSize(run.size, language)}`;
  return (
    <div className={styles.running}>
      <div className={styles.runningHead}>
        <b>{words.running(run.file)}</b>
        {onStop && <Button onClick={onStop}>{words.stop}</Button>}
      </div>
      <TimedProgress
        label={words.running(run.file)}
        done={run.byteOffset}
        of={run.size}
        counted={records}
        count={`${words.lines(formatCount(records, language))} · ${size}`}
        rate={(perSecond) => words.perSecond(formatCount(Math.round(perSecond), language))}
      />
      <TallyTiles run={run} />
      <p className={styles.hint}>{words.meanwhile}</p>
    </div>
  );
}
