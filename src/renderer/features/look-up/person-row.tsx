import { memo } from 'react';
import type { FoundLine, PersonLine } from '#contract/registry.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import { Tag } from '../../ui/tag.tsx';
import styles from './look-up.module.css';

export const personRowHeight = 40;

/** Headings over a list of people; the list itself is one control, so they are for the eye alone. */
export function PersonHeadings() {
  const { lookUp } = useLabels();
  return (
    <div className={`${styles.person} ${styles.headings}`} aria-hidden>
      <span>{lookUp.columns.name}</span>
      <span>{lookUp.columns.birth}</span>
      <span>{lookUp.columns.sex}</span>
      <span>{lookUp.columns.number}</span>
      <span>{lookUp.columns.address}</span>
    </div>
  );
}

type PersonRowProps = {
  /** Null while it is not there yet. */
  readonly line: PersonLine | null;
  /** Why they were found, where it is not their name. */
  readonly by?: FoundLine['by'];
  readonly alike?: boolean;
};

/** One person of a list: the same columns and height whether they are there yet or not. */
export const PersonRow = memo(function PersonRow({ line, by = 'name', alike = false }: PersonRowProps) {
  const { lookUp, record } = useLabels();
  if (!line) return <Placeholder />;
  return (
    <div className={styles.person}>
      <span className={styles.name}>
        <b title={line.name}>{line.name}</b>
        {by !== 'name' && <Tag tone="info">{lookUp.by[by]}</Tag>}
        {alike && (
          <Tag tone="warn" title={lookUp.alikeHint}>
            {lookUp.alike}
          </Tag>
        )}
        {line.dead && <Tag tone="bad">{lookUp.dead}</Tag>}
      </span>
      <span>{line.birth === null ? '' : formatIsoDate(line.birth)}</span>
      <span>{record.sexes[line.sex]}</span>
      <span className={styles.number}>{line.number}</span>
      <span className={styles.address} title={line.address ?? undefined}>
        {line.address ?? <i>{lookUp.noAddress}</i>}
      </span>
    </div>
  );
});

function Placeholder() {
  return (
    <div className={`${styles.person} ${styles.placeholder}`} aria-hidden>
      <span />
      <span />
      <span />
      <span />
      <span />
    </div>
  );
}
