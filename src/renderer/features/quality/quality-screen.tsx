import { ChartColumn } from 'lucide-react';
import { useMemo } from 'react';
import type { QualityBoard } from '#contract/quality-board.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyPlace } from '../../ui/empty-place.tsx';
import panel from '../../ui/panel.module.css';
import { Trouble } from '../../ui/trouble.tsx';
import { BoardBody } from './board-body.tsx';
import { BoardHead } from './board-head.tsx';
import { boardRows } from './board-rows.ts';
import { CheckButton } from './check-button.tsx';
import { CheckProgress } from './check-progress.tsx';
import { DefectScreen } from './defect-screen.tsx';
import styles from './quality.module.css';
import { useBoard, useQualityRights } from './use-board.ts';
import { useQualityView } from './use-quality-view.ts';

/** The data-quality board (F7): figures per area and criterion, the rules behind them, and the records behind those. */
export function QualityScreen() {
  const { quality } = useLabels();
  const board = useBoard();
  const [view] = useQualityView();
  const rights = useQualityRights();
  const rows = useMemo(() => board.value && boardRows(board.value, quality), [board.value, quality]);
  const known = board.value && rows?.whole ? { board: board.value, rows } : null;
  const rule = known?.board.rules.find(({ id }) => id === view.rule);
  if (known && rule && view.list && rights.people) return <DefectScreen rows={known.rows} rule={rule} />;
  return (
    <main className={styles.screen}>
      <section className={`${panel.panel} ${styles.board}`} aria-labelledby="quality-title">
        <BoardHead board={board.value} rows={rows} />
        <CheckProgress />
        {known && board.value?.run ? (
          <BoardBody board={known.board} rows={known.rows} />
        ) : (
          <WithoutFigures board={board.value} failure={board.failure} again={board.again} />
        )}
      </section>
    </main>
  );
}

type WithoutFiguresProps = {
  readonly board: QualityBoard | null;
  readonly failure: ReturnType<typeof useBoard>['failure'];
  readonly again: () => void;
};

/** Why there are no figures, and the first step towards them. */
function WithoutFigures({ board, failure, again }: WithoutFiguresProps) {
  const { quality } = useLabels();
  const language = useLanguage();
  const acts = useActs();
  const { sums } = useQualityRights();
  const mayImport = useMay('registry.import');
  const registry = useDesk((desk) => desk.registry);
  if (!sums) return <p className={styles.note}>{quality.denied}</p>;
  if (registry.state === 'damaged')
    return (
      <Trouble title={quality.damaged} failure={registry.failure} remedy={quality.damagedHint}>
        {mayImport && <Button onClick={() => acts.go('registry')}>{quality.toRebuild}</Button>}
      </Trouble>
    );
  if (registry.state === 'empty')
    return (
      <EmptyPlace icon={ChartColumn} title={quality.noData} hint={mayImport ? quality.noDataHint : quality.askImport}>
        {mayImport && (
          <Button look="main" onClick={() => acts.go('registry')}>
            {quality.toImport}
          </Button>
        )}
      </EmptyPlace>
    );
  if (failure)
    return (
      <Trouble title={quality.failed} failure={failure}>
        <Button onClick={again}>{quality.again}</Button>
      </Trouble>
    );
  if (!board)
    return (
      <p role="status" className={styles.note}>
        {quality.loading}
      </p>
    );
  return (
    <EmptyPlace
      icon={ChartColumn}
      title={quality.never}
      hint={quality.neverHint(formatCount(registry.people, language))}
    >
      <CheckButton label={quality.check} />
    </EmptyPlace>
  );
}
