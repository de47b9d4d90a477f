import { useDeferredValue, useMemo } from 'react';
import { criteria, type Indicator } from '#contract/quality.ts';
import type { QualityBoard } from '#contract/quality-board.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import field from '../../ui/field.module.css';
import { AreaChart } from './area-chart.tsx';
import { AreaTable } from './area-table.tsx';
import { type AreaRow, arrangeAreas, type BoardRows, homeRow, rulesOfArea } from './board-rows.ts';
import { FaultChart } from './fault-chart.tsx';
import { IndicatorCards } from './indicator-cards.tsx';
import styles from './quality.module.css';
import { RatingLegend } from './rating-mark.tsx';
import { RulePanel } from './rule-panel.tsx';
import { Switch } from './switch.tsx';
import { useCommune } from './use-board.ts';
import { useQualityView } from './use-quality-view.ts';

type BoardBodyProps = { readonly board: QualityBoard; readonly rows: BoardRows };

/** The station's own commune large, or every commune as a table; beside it the rules of the chosen cell. */
export function BoardBody({ board, rows }: BoardBodyProps) {
  const { quality } = useLabels();
  const language = useLanguage();
  const [view, change] = useQualityView();
  const home = homeRow(rows, useCommune());
  const scope = home === null ? 'all' : view.scope;
  const chosen = chosenCell(rows, { home: scope === 'home' ? home : null, ...view });
  const scopes = [
    { value: 'home' as const, label: quality.home },
    { value: 'all' as const, label: quality.everywhere(formatCount(rows.rows.length, language)) },
  ];
  return (
    <div className={styles.split}>
      <div className={styles.figures}>
        <div className={styles.bar}>
          {home && rows.rows.length > 1 && (
            <Switch
              label={quality.view}
              options={scopes}
              value={scope}
              onChoose={(next) => change({ scope: next, area: null, rule: null })}
            />
          )}
          {scope === 'all' && <Tools />}
          <RatingLegend />
        </div>
        {scope === 'home' && home ? (
          <Home board={board} row={home} />
        ) : (
          <Everywhere rows={rows} chosen={chosen?.cell ?? null} />
        )}
      </div>
      {chosen && <RulePanel area={chosen.row} cell={chosen.cell} rules={board.rules} />}
    </div>
  );
}

type Chosen = { readonly row: AreaRow; readonly cell: Indicator };

/** The chosen cell; before anything is chosen the one of the own commune, or of everybody. */
function chosenCell(
  { rows, whole }: BoardRows,
  {
    home,
    area,
    criterion,
  }: { readonly home: AreaRow | null; readonly area: string | null; readonly criterion: Indicator['criterion'] },
): Chosen | null {
  const row = home ?? rows.find((candidate) => candidate.area === area) ?? whole;
  return row && { row, cell: row.cells[criterion] };
}

function Home({ board, row }: { readonly board: QualityBoard; readonly row: AreaRow }) {
  const [view, change] = useQualityView();
  return (
    <>
      <IndicatorCards row={row} chosen={view.criterion} onChoose={(criterion) => change({ criterion, rule: null })} />
      <FaultChart
        rules={rulesOfArea(board.rules, row)}
        records={row.people}
        chosen={view.rule}
        onChoose={({ id, criterion }) => change({ rule: id, criterion })}
      />
    </>
  );
}

function Everywhere({ rows, chosen }: { readonly rows: BoardRows; readonly chosen: Indicator | null }) {
  const { quality } = useLabels();
  const [view, change] = useQualityView();
  const filter = useDeferredValue(view.filter);
  const shown = useMemo(() => arrangeAreas(rows.rows, { filter, order: view.order }), [rows, filter, view.order]);
  if (shown.length === 0) return <p className={styles.note}>{quality.noMatch}</p>;
  if (view.look === 'chart') return <AreaChart rows={shown} criterion={view.criterion} />;
  return (
    <AreaTable
      rows={shown}
      whole={rows.whole}
      order={view.order}
      onOrder={(order) => change({ order })}
      chosen={chosen}
      onChoose={({ area, criterion }) => change({ area, criterion, rule: null })}
    />
  );
}

/** Filter, and table or chart. */
function Tools() {
  const { quality } = useLabels();
  const [view, change] = useQualityView();
  const looks = [
    { value: 'table' as const, label: quality.table },
    { value: 'chart' as const, label: quality.chart },
  ];
  return (
    <>
      <input
        type="search"
        className={`${field.input} ${styles.filter}`}
        placeholder={quality.filter}
        aria-label={quality.filter}
        defaultValue={view.filter}
        autoComplete="off"
        spellCheck={false}
        onInput={(event) => change({ filter: event.currentTarget.value.normalize('NFC') })}
      />
      <Switch label={quality.view} options={looks} value={view.look} onChoose={(look) => change({ look })} />
      {view.look === 'chart' && (
        <Switch
          label={quality.legend}
          options={criteria.map((value) => ({ value, label: quality.criteria[value] }))}
          value={view.criterion}
          onChoose={(criterion) => change({ criterion, rule: null })}
        />
      )}
    </>
  );
}
