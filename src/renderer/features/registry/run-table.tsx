import { formatCount, formatMoment, formatPercent } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import type { Answer } from '../../state/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { partOf, recordsOf } from './import-form.ts';
import shared from './registry.module.css';
import styles from './runs.module.css';
import type { Run } from './use-runs.ts';

type RunTableProps = {
  readonly runs: Answer<readonly Run[]>;
  readonly chosen: number | null;
  readonly onChoose: (id: number) => void;
};

const columns = ['file', 'began', 'records', 'aside', 'state'] as const;

/** The last imports, newest first. */
export function RunTable({ runs, chosen, onChoose }: RunTableProps) {
  const { runs: words } = useLabels().registry;
  if (!runs.value && !runs.failure && !runs.asking) return null;
  return (
    <section className={`${panel.panel} ${styles.runs}`} aria-labelledby="runs-title">
      <h2 id="runs-title" className={panel.heading}>
        {words.title}
      </h2>
      {runs.failure && (
        <Trouble title={words.failed} failure={runs.failure}>
          <Button onClick={runs.again}>{words.again}</Button>
        </Trouble>
      )}
      {!runs.failure && !runs.value && (
        <p role="status" className={shared.note}>
          {words.loading}
        </p>
      )}
      {runs.value?.length === 0 && <p className={shared.note}>{words.empty}</p>}
      {runs.value && runs.value.length > 0 && (
        <div className={styles.scroll}>
          <table aria-labelledby="runs-title">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" data-column={column}>
                    {words.columns[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {runs.value.map((run) => (
                <RunRow key={run.id} run={run} chosen={run.id === chosen} onChoose={() => onChoose(run.id)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type RunRowProps = { readonly run: Run; readonly chosen: boolean; readonly onChoose: () => void };

function RunRow({ run: listed, chosen, onChoose }: RunRowProps) {
  const language = useLanguage();
  const importing = useDesk((desk) => desk.registry.importing);
  const run = importing?.id === listed.id ? { ...listed, ...importing } : listed;
  return (
    <tr data-chosen={chosen} onClick={onChoose}>
      <td title={run.file}>
        <button type="button" className={styles.runName} aria-pressed={chosen}>
          {run.file}
        </button>
        {run.format === 'delta' && <DeltaMark />}
      </td>
      <td>{formatMoment(run.beganAt)}</td>
      <td data-column="records">{formatCount(recordsOf(run), language)}</td>
      <td data-column="aside">{formatCount(run.setAside, language)}</td>
      <td>
        <RunState run={run} />
      </td>
    </tr>
  );
}

function DeltaMark() {
  const { runs: words } = useLabels().registry;
  return <Tag tone="info">{words.delta}</Tag>;
}

function RunState({ run }: { readonly run: Run }) {
  const { runs: words } = useLabels().registry;
  const language = useLanguage();
  const now = useDesk((desk) => desk.registry.importing?.id === run.id);
  if (run.endedAt !== null) return <Tag tone="ok">{words.done}</Tag>;
  if (now) return <Tag tone="info">{words.now}</Tag>;
  return <Tag tone="warn">{words.stoppedAt(formatPercent(Math.floor(partOf(run) * 10_000) / 100, language))}</Tag>;
}
