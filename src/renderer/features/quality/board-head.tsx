import { useState } from 'react';
import type { QualityBoard } from '#contract/quality-board.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { formatAge, formatMoment } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { boardCsv } from './board-csv.ts';
import type { BoardRows } from './board-rows.ts';
import { CheckButton } from './check-button.tsx';
import styles from './quality.module.css';
import { saveText } from './save-text.ts';

type BoardHeadProps = { readonly board: QualityBoard | null; readonly rows: BoardRows | null };

/** For which day the figures are and when they were made; checking again, and taking the board away. */
export function BoardHead({ board, rows }: BoardHeadProps) {
  const { quality } = useLabels();
  const run = board?.run ?? null;
  return (
    <header className={styles.head}>
      <div>
        <h1 id="quality-title">{quality.title}</h1>
        <RunLine board={board} />
      </div>
      <div className={styles.acts}>
        {board && rows && run && <TakeAway board={board} rows={rows} day={run.on} />}
        {run && <CheckButton label={run.endedAt === null ? quality.goOn : quality.check} />}
      </div>
    </header>
  );
}

function RunLine({ board }: { readonly board: QualityBoard | null }) {
  const { quality } = useLabels();
  const language = useLanguage();
  const asOf = useDesk(({ registry }) => registry.asOf);
  const run = board?.run;
  if (!run) return null;
  const day = formatIsoDate(run.on);
  if (run.endedAt === null) return <p className={styles.attention}>{quality.runOpen(day)}</p>;
  const age = formatAge(run.endedAt, new Date(), language);
  return (
    <>
      <p>{quality.run(day, formatMoment(run.endedAt), age)}</p>
      {asOf !== null && asOf > run.endedAt && <p className={styles.attention}>{quality.newer}</p>}
    </>
  );
}

type TakeAwayProps = { readonly board: QualityBoard; readonly rows: BoardRows; readonly day: string };

/** The board as a file; where the window may not save files, as text to paste into a spreadsheet. */
function TakeAway({ board, rows, day }: TakeAwayProps) {
  const { quality } = useLabels();
  const saves = useDesk(({ profile }) => profile.host === 'web');
  const [copied, setCopied] = useState(false);
  const csv = () => boardCsv(rows, board.rules, quality);
  const copy = () => navigator.clipboard.writeText(csv()).then(() => setCopied(true));
  return (
    <Button title={quality.exportHint} onClick={() => (saves ? saveText(quality.file(day), csv()) : void copy())}>
      {saves ? quality.exportCsv : copied ? quality.copied : quality.copyCsv}
    </Button>
  );
}
