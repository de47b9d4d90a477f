import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import panel from '../../ui/panel.module.css';
import { Fingerprint } from './fingerprint.tsx';
import { groupsOf } from './groups.ts';
import styles from './upstream.module.css';

/** This desk's name upstream: in short to speak of it, and whole to be approved by. */
export function DeskPanel() {
  const { desk: words } = useLabels().upstream;
  const deskId = useDesk((desk) => desk.sync.deskId);
  return (
    <section className={`${panel.panel} ${styles.desk}`} aria-labelledby="desk-title">
      <h2 id="desk-title">{words.title}</h2>
      <p>{words.explain}</p>
      {deskId === null ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p className={styles.short}>
            {words.short}: <code>{groupsOf(deskId.slice(0, 8)).join(' ')}</code>
            <CopyButton text={deskId} what={words.copy} />
          </p>
          <Fingerprint label={words.whole} value={deskId} />
        </>
      )}
    </section>
  );
}
