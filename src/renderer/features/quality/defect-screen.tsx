import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RuleInfo } from '#contract/quality.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import panel from '../../ui/panel.module.css';
import { Trouble } from '../../ui/trouble.tsx';
import { WindowedRows } from '../../ui/windowed-rows.tsx';
import { PurposeChoice } from '../session/purpose-choice.tsx';
import type { BoardRows } from './board-rows.ts';
import { DefectHeadings, DefectRow, WaitingRow } from './defect-row.tsx';
import styles from './defects.module.css';
import { type Defects, useDefects } from './use-defects.ts';
import { useQualityView } from './use-quality-view.ts';

type DefectScreenProps = { readonly rows: BoardRows; readonly rule: RuleInfo };

/** The records behind a count: by pages, each leading to its person; Escape goes back to where it was opened. */
export function DefectScreen({ rows, rule }: DefectScreenProps) {
  const { quality } = useLabels();
  const language = useLanguage();
  const [view, change] = useQualityView();
  const area = [...rows.rows, rows.whole].find((row) => row?.area === (view.area ?? rows.whole?.area)) ?? rows.whole;
  const failing = area?.cells[rule.criterion].failing[rule.id] ?? 0;
  const noted = area?.cells[rule.criterion].noted[rule.id] ?? 0;
  const defects = useDefects({ rule: rule.id, area: area?.area ?? 'all' }, failing + noted);
  const back = () => change({ list: null, cameBack: true });
  useBackOnEscape(back);
  return (
    <main className={styles.screen}>
      <section className={`${panel.panel} ${styles.list}`} aria-labelledby="defects-title">
        <header className={styles.head}>
          <Button onClick={back}>
            <ArrowLeft size={15} aria-hidden />
            {quality.back} <Kbd>Esc</Kbd>
          </Button>
          <div>
            <h1 id="defects-title">
              {quality.defects(rule.id)} <span>{quality.rule(rule).title}</span>
            </h1>
            <p role="status">
              {area?.name} · {quality.records(formatCount(failing, language))}
              {noted > 0 && ` · ${quality.noted(formatCount(noted, language))}`}
            </p>
          </div>
          <PurposeChoice />
        </header>
        {defects.failure && (
          <Trouble title={quality.defectsFailed} failure={defects.failure}>
            <Button onClick={defects.again}>{quality.again}</Button>
          </Trouble>
        )}
        {defects.count === 0 ? <p className={styles.none}>{quality.defectsNone}</p> : <Lines defects={defects} />}
        <p className={styles.way}>
          <b>{quality.howToFix}:</b> {quality.rule(rule).way}
        </p>
      </section>
    </main>
  );
}

function Lines({ defects }: { readonly defects: Defects }) {
  const { quality } = useLabels();
  const acts = useActs();
  const [view, change] = useQualityView();
  const first = view.list?.line ?? 0;
  const [at, setAt] = useState(first);
  const open = (index: number, person: number) => {
    change({ list: { line: index } });
    acts.openPerson(person);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    <div
      className={styles.table}
      role="table"
      aria-label={quality.defectList}
      aria-rowcount={defects.count + 1}
      onKeyDown={(event) => {
        const next = at + ({ ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key] ?? 0);
        if (next === at) return;
        event.preventDefault();
        setAt(Math.max(0, Math.min(defects.count - 1, next)));
      }}
    >
      <DefectHeadings />
      <WindowedRows
        count={defects.count}
        rowHeight={46}
        reveal={at}
        row={(index) => {
          const line = defects.line(index);
          if (!line) return <WaitingRow key={index} index={index} want={defects.want} />;
          return <DefectRow key={index} index={index} line={line} current={index === at} onOpen={open} />;
        }}
      />
    </div>
  );
}

function useBackOnEscape(back: () => void): void {
  const { window: store } = useDeskParts();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { dialog, proofWanted } = store.getState();
      const busy = event.defaultPrevented || event.isComposing || dialog !== null || proofWanted !== null;
      if (event.key === 'Escape' && !busy) back();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [store, back]);
}
