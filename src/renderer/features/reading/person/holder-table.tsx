import { DatabaseZap } from 'lucide-react';
import type { Reading } from '#contract/desk.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useRevealedNumber } from '../reveal/use-revealed-number.ts';
import { type HolderRow, holderRows } from './holder-rows.ts';
import styles from './person-zone.module.css';

/** Fields of the chip with the file each comes from; the registry's column keeps its place until there is a registry. */
export function HolderTable({ reading }: { readonly reading: Reading }) {
  const labels = useLabels();
  const revealed = useRevealedNumber(reading.id) !== null;
  const rows = holderRows(reading.holder, labels);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className={styles.scroll} tabIndex={0} aria-label={labels.person.inChip}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{labels.person.field}</th>
            <th scope="col">{labels.person.inChip}</th>
            <th scope="col">{labels.person.registry}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.key} className={row.tall ? styles.tall : undefined}>
              <th scope="row">{row.label}</th>
              <td>
                <Value row={row} waiting={reading.phase === 'reading'} revealed={revealed} />
              </td>
              {index === 0 && <RegistryPlace rows={rows.length} />}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type ValueProps = { readonly row: HolderRow; readonly waiting: boolean; readonly revealed: boolean };

function Value({ row, waiting, revealed }: ValueProps) {
  const { person } = useLabels();
  if (row.value === null) return <span className={styles.waits}>{waiting ? '…' : person.absent}</span>;
  const hidden = row.sensitive && !revealed;
  return (
    <div className={styles.value}>
      <span className={hidden ? styles.waits : undefined}>{hidden ? person.concealed : row.value}</span>
      {row.source && (
        <span className={styles.source} title={person.source(row.source)}>
          {row.source}
        </span>
      )}
    </div>
  );
}

function RegistryPlace({ rows }: { readonly rows: number }) {
  const { person } = useLabels();
  return (
    <td rowSpan={rows} className={styles.registry}>
      <p>
        <DatabaseZap size={18} strokeWidth={1.6} aria-hidden />
        {person.registryEmpty}
      </p>
    </td>
  );
}
