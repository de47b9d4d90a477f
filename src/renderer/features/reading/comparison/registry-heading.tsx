import type { Reading } from '#contract/desk.ts';
import { daysBetween } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/language.ts';
import styles from './comparison.module.css';

/** Data older than this are said to be old. */
const staleDays = 7;

/** The column's heading, and how old the data are where that matters. */
export function RegistryHeading({ reading }: { readonly reading: Reading }) {
  const { person, comparison: words } = useLabels();
  const asOf = reading.comparison?.state === 'done' ? reading.comparison.asOf : null;
  const days = asOf === null ? 0 : daysBetween(new Date(asOf), new Date());
  return (
    <th scope="col">
      {person.registry}
      {days > staleDays && (
        <span className={styles.stale} title={words.ageHint}>
          {words.age(days)}
        </span>
      )}
    </th>
  );
}
