import type { Reading, ReadingComparison } from '#contract/desk.ts';
import { useLabels, useLanguage } from '../../../i18n/language.ts';
import { Tag } from '../../../ui/tag.tsx';
import type { HolderRow } from '../person/holder-rows.ts';
import styles from './comparison.module.css';
import { type LoudPiece, registryCell } from './registry-cell.ts';
import { standingWords } from './standing-words.ts';

type Done = Extract<ReadingComparison, { state: 'done' }>;
type SideProps = { readonly row: HolderRow; readonly reading: Reading; readonly revealed: boolean };

/** How loudly a row is shown, as its cell says; a row the registry says nothing of is quiet. */
export function rowLevel(row: HolderRow, reading: Reading, words: Parameters<typeof registryCell>[2]): string {
  const done = reading.comparison?.state === 'done' ? reading.comparison : null;
  return done ? registryCell(row, done.comparison, words).level : 'quiet';
}

/** The registry's side of one row. Its place is there from the beginning; only its text arrives. */
export function RegistrySide({ row, reading, revealed }: SideProps) {
  const { comparison: words } = useLabels();
  const { comparison } = reading;
  if (comparison?.state === 'done') return <Answer row={row} done={comparison} revealed={revealed} />;
  const waits = reading.phase === 'reading' || comparison?.state === 'pending';
  return <span className={styles.waits}>{waits ? words.waiting : words.nothing}</span>;
}

function Answer({ row, done, revealed }: { readonly row: HolderRow; readonly done: Done; readonly revealed: boolean }) {
  const { comparison: labels } = useLabels();
  const language = useLanguage();
  if (row.key === 'eId') return <Standing done={done} />;
  const cell = registryCell(row, done.comparison, { labels, language, revealed });
  if (cell.quiet !== null) return <span className={styles.same}>{cell.quiet}</span>;
  return cell.loud.map((piece) => <Loud key={piece.key} piece={piece} />);
}

const tones = { notice: 'info', warning: 'warn', blocking: 'bad' } as const;

function Loud({ piece }: { readonly piece: LoudPiece }) {
  const { comparison: labels } = useLabels();
  const { label, values, tag, meaning, act, level } = piece;
  return (
    <p className={styles.loud} data-level={level} title={meaning}>
      {label && <span className={styles.which}>{label}: </span>}
      {values.map(({ source, text }) => (
        <span key={source ?? ''} className={styles.said}>
          {source && <span className={styles.which}>{source}: </span>}
          {text}{' '}
        </span>
      ))}
      <span className={styles.tag}>
        <Tag tone={tones[level]}>{tag}</Tag>
        {act && <small>{labels.leadsTo(act)}</small>}
      </span>
    </p>
  );
}

function Standing({ done }: { readonly done: Done }) {
  const { comparison: labels } = useLabels();
  if (!done.standing) return <span className={styles.same}>{labels.nothing}</span>;
  const { facts, cohorts } = standingWords(done.standing, labels, new Date());
  return (
    <span>
      {facts}
      {cohorts && (
        <>
          {' · '}
          <b>{cohorts}</b>
        </>
      )}
    </span>
  );
}
