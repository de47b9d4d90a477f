import { useEffect, useRef } from 'react';
import type { Indicator, RuleInfo, Severity } from '#contract/quality.ts';
import { formatCount, formatPercent } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { type AreaRow, type RuleRow, rulesOfCell } from './board-rows.ts';
import { RatingMark } from './rating-mark.tsx';
import styles from './rule-panel.module.css';
import { useQualityRights } from './use-board.ts';
import { useQualityView } from './use-quality-view.ts';

const tones: Readonly<Record<Severity, 'plain' | 'info' | 'warn' | 'bad'>> = {
  note: 'info',
  warning: 'warn',
  error: 'bad',
  required: 'bad',
};

type RulePanelProps = { readonly area: AreaRow; readonly cell: Indicator; readonly rules: readonly RuleInfo[] };

/** The chosen cell taken apart: its figure, the rules behind it, and what the chosen rule is about. */
export function RulePanel({ area, cell, rules }: RulePanelProps) {
  const { quality } = useLabels();
  const language = useLanguage();
  const [view, change] = useQualityView();
  const rows = rulesOfCell(rules, cell);
  const chosen = rows.find(({ info }) => info.id === view.rule) ?? rows[0];
  return (
    <section className={styles.panel} aria-labelledby="quality-cell">
      <header className={styles.cell}>
        <h2 id="quality-cell">{quality.rulesOf(quality.criteria[cell.criterion])}</h2>
        <p>{area.name}</p>
        <p>
          <b>{formatPercent(cell.percent, language)}</b>
          <span>{quality.pair(formatCount(cell.numerator, language), formatCount(cell.denominator, language))}</span>
          <RatingMark rating={cell.rating} size={13} />
        </p>
        {cell.rating === 'red' && (cell.percent ?? 0) >= 75 && <p>{quality.requiredFails}</p>}
      </header>
      <ul className={styles.rules}>
        {rows.map((row) => (
          <li key={row.info.id}>
            <button
              type="button"
              aria-pressed={row === chosen}
              className={row.failing === 0 ? styles.quiet : undefined}
              onClick={() => change({ rule: row.info.id })}
            >
              <code>{row.info.id}</code>
              <span>
                {quality.rule(row.info).title}
                {row.failing > 0 && row.info.severity === 'required' && (
                  <Tag tone="bad">{quality.severities.required}</Tag>
                )}
                {row.noted > 0 && <Tag tone="info">{quality.noted(formatCount(row.noted, language))}</Tag>}
              </span>
              <b>{formatCount(row.failing, language)}</b>
            </button>
          </li>
        ))}
      </ul>
      {chosen && <RuleDetails row={chosen} area={area} />}
    </section>
  );
}

function RuleDetails({ row: { info, failing, noted }, area }: { readonly row: RuleRow; readonly area: AreaRow }) {
  const { quality } = useLabels();
  const words = quality.rule(info);
  return (
    <section className={styles.details} aria-label={`${info.id} ${words.title}`}>
      <h3>{words.title}</h3>
      <p className={styles.tags}>
        <Tag tone={tones[info.severity]}>{quality.severities[info.severity]}</Tag>
        <Tag>{quality.scope[info.scope]}</Tag>
      </p>
      <OpenList info={info} records={failing + noted} area={area} />
      <dl>
        <dt>{quality.whatItChecks}</dt>
        <dd>{words.explanation}</dd>
        <dt>
          {quality.howToFix} · {quality.acts[info.fix.act]}
        </dt>
        <dd>{words.way}</dd>
      </dl>
    </section>
  );
}

type OpenListProps = { readonly info: RuleInfo; readonly records: number; readonly area: AreaRow };

function OpenList({ info, records, area }: OpenListProps) {
  const { quality } = useLabels();
  const language = useLanguage();
  const { people } = useQualityRights();
  const [view, change] = useQualityView();
  const button = useRef<HTMLButtonElement>(null);
  // Back from the list the focus is where it was.
  const cameBack = view.cameBack;
  useEffect(() => {
    if (!cameBack) return;
    button.current?.focus();
    change({ cameBack: false });
  }, [cameBack, change]);
  if (records === 0) return <p className={styles.clean}>{quality.clean}</p>;
  if (!people) return <p className={styles.clean}>{quality.deniedPeople}</p>;
  return (
    <Button
      ref={button}
      look="main"
      onClick={() => change({ list: { line: 0 }, area: area.area, rule: info.id, criterion: info.criterion })}
    >
      {quality.openList(formatCount(records, language))}
    </Button>
  );
}
