import { useEffect, useRef } from 'react';
import type { DefectLine } from '#contract/quality-board.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import { Tag } from '../../ui/tag.tsx';
import styles from './defects.module.css';

const columns = ['name', 'number', 'birth', 'where', 'what'] as const;

export function DefectHeadings() {
  const { quality } = useLabels();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: nothing is done here
    <div className={styles.headings} role="row" aria-rowindex={1}>
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
        // biome-ignore lint/a11y/useFocusableInteractive: nothing is done here
        <div key={column} role="columnheader">
          {quality.defectColumns[column]}
        </div>
      ))}
    </div>
  );
}

/** A line that is not here yet: coming into view asks for it. */
export function WaitingRow({ index, want }: { readonly index: number; readonly want: (index: number) => void }) {
  const { quality } = useLabels();
  useEffect(() => want(index), [want, index]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: nothing is done here
    <div role="row" aria-rowindex={index + 2} className={styles.row}>
      {/* biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element */}
      <div role="cell" className={styles.waiting}>
        {quality.defectsLoading}
      </div>
    </div>
  );
}

type DefectRowProps = {
  readonly index: number;
  readonly line: DefectLine;
  readonly current: boolean;
  readonly onOpen: (index: number, person: number) => void;
};

/** A record that fails the rule; Enter or a click shows the person. */
export function DefectRow({ index, line: { person, finding }, current, onOpen }: DefectRowProps) {
  const { quality, findings, record } = useLabels();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) button.current?.focus({ preventScroll: true });
  }, [current]);
  const what = findings.details[finding.detail] ?? finding.detail;
  const where = finding.detail === 'missing' && finding.field ? `${what}: ${record.items[finding.field]}` : what;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside takes the keys
    <div role="row" aria-rowindex={index + 2} className={styles.row} onClick={() => onOpen(index, person.id)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element */}
      <div role="cell" className={styles.name} title={person.name}>
        <button ref={button} type="button" tabIndex={current ? 0 : -1}>
          {person.name}
        </button>
        {person.dead && <Tag tone="plain">{quality.dead}</Tag>}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element */}
      <div role="cell" className={styles.number}>
        {person.number}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element */}
      <div role="cell">{person.birth ? formatIsoDate(person.birth) : '—'}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element */}
      <div role="cell" title={person.address ?? ''}>
        {person.address ?? '—'}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a windowed list cannot be a table element */}
      <div role="cell" className={styles.what} title={where}>
        {where}
        {finding.others.length > 0 && <small>{quality.others(finding.others.length)}</small>}
      </div>
    </div>
  );
}
