import { OctagonX } from 'lucide-react';
import type { Reading } from '#contract/desk.ts';
import { useLabels } from '../../../i18n/language.ts';
import styles from '../person/person-zone.module.css';

/** Where the card contradicts itself or the record on who somebody is: the work stops here, and says why. */
export function StopStrip({ reading: { comparison } }: { readonly reading: Reading }) {
  const { comparison: words } = useLabels();
  const blocked =
    comparison?.state === 'done' ? comparison.comparison.fields.filter(({ level }) => level === 'blocking') : [];
  const contradicting = blocked.filter(({ meaning }) => meaning === 'sourcesDisagree');
  const named = (contradicting.length > 0 ? contradicting : blocked).map(({ field }) => words.fields[field]).join(', ');
  const altered = contradicting.length > 0;
  return (
    <div role="alert">
      {blocked.length > 0 && (
        <p className={`${styles.strip} ${styles.blocking}`} data-stop={altered ? 'sources' : 'record'}>
          <OctagonX size={20} aria-hidden />
          <span>
            <b>{altered ? words.sourcesDisagree : words.blocking}.</b>{' '}
            {altered ? words.sourcesDisagreeHint(named) : words.blockingHint(named)}
          </span>
        </p>
      )}
    </div>
  );
}
