import type { ImportRun } from '#contract/registry.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import styles from './import.module.css';

const parts = ['added', 'changed', 'unchanged', 'setAside'] as const;

/** What an import did, in four sums. */
export function TallyTiles({ run }: { readonly run: ImportRun }) {
  const { tally } = useLabels().registry;
  const language = useLanguage();
  return (
    <dl className={styles.tally}>
      {parts.map((part) => (
        <div key={part} className={part === 'setAside' && run.setAside > 0 ? styles.some : undefined}>
          <dt>{tally[part]}</dt>
          <dd>{formatCount(run[part], language)}</dd>
        </div>
      ))}
    </dl>
  );
}
