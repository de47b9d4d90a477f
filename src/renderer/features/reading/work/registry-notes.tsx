import type { Reading } from '#contract/desk.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useWindow } from '../../../state/desk-context.tsx';
import { useMay } from '../../../state/session.ts';
import type { NextActId } from './next-acts.ts';
import styles from './work-zone.module.css';

type NotesProps = { readonly reading: Reading; readonly onRun: (id: NextActId) => Promise<unknown> };

/** What the registry adds to the acts: who looks like this person without being them, and what was noted. */
export function RegistryNotes({ reading, onRun }: NotesProps) {
  const { comparison: words } = useLabels();
  const confirmed = useWindow((window) => window.confirmed === reading.id);
  const mayLookUp = useMay('citizen.lookUp');
  const { comparison } = reading;
  const lookalikes = comparison?.state === 'done' ? comparison.lookalikes : 0;
  const known = comparison?.state === 'done' && comparison.person !== null;
  return (
    <>
      {lookalikes > 0 && (
        <div className={`${styles.note} ${styles.warn}`} data-lookalikes={lookalikes}>
          <b>{words.lookalikes(lookalikes)}</b>
          {words.lookalikesHint}
          {mayLookUp && (
            <button type="button" className={styles.link} onClick={() => void onRun(known ? 'record' : 'search')}>
              {words.seeLookalikes}
            </button>
          )}
        </div>
      )}
      <div role="status" className={styles.noted}>
        {confirmed && (
          <p className={`${styles.note} ${styles.ok}`}>
            <b>{words.confirmed}</b>
            {words.confirmedHint}
          </p>
        )}
      </div>
    </>
  );
}
