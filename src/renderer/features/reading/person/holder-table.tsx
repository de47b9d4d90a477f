import type { Reading } from '#contract/desk.ts';
import { useLabels, useLanguage } from '../../../i18n/language.ts';
import { useMay } from '../../../state/session.ts';
import { RegistryHeading } from '../comparison/registry-heading.tsx';
import { placeOf, RegistryPlace } from '../comparison/registry-place.tsx';
import { RegistrySide, rowLevel } from '../comparison/registry-side.tsx';
import { useRevealedNumber } from '../reveal/use-revealed-number.ts';
import { type HolderRow, holderRows } from './holder-rows.ts';
import styles from './person-zone.module.css';

/** Fields of the chip with the file each comes from, beside what the registry says of them. */
export function HolderTable({ reading }: { readonly reading: Reading }) {
  const labels = useLabels();
  const language = useLanguage();
  const revealed = useRevealedNumber(reading.id) !== null;
  const rows = holderRows(reading.holder, labels);
  const place = placeOf(reading, useMay('citizen.compare'));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className={styles.scroll} tabIndex={0} aria-label={labels.person.inChip}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{labels.person.field}</th>
            <th scope="col">{labels.person.inChip}</th>
            <RegistryHeading reading={reading} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={row.key}
              data-row={row.key}
              data-lines={row.lines}
              data-level={rowLevel(row, reading, { labels: labels.comparison, language, revealed })}
            >
              <th scope="row">{row.label}</th>
              <td>
                <Value row={row} waiting={reading.phase === 'reading'} revealed={revealed} />
              </td>
              {place === null && (
                <td>
                  <RegistrySide row={row} reading={reading} revealed={revealed} />
                </td>
              )}
              {place !== null && index === 0 && <RegistryPlace reading={reading} kind={place} rows={rows.length} />}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type ValueProps = { readonly row: HolderRow; readonly waiting: boolean; readonly revealed: boolean };

function Value({ row, waiting, revealed }: ValueProps) {
  const { person, comparison } = useLabels();
  if (row.key === 'eId') return <span className={styles.waits}>{comparison.nothing}</span>;
  if (row.value === null) return <span className={styles.waits}>{waiting ? comparison.waiting : person.absent}</span>;
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
