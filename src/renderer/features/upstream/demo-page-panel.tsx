import { useMemo } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useDesk, useDeskParts } from '../../state/desk-context.tsx';
import { useAnswer } from '../../state/use-answer.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import panel from '../../ui/panel.module.css';
import styles from './upstream.module.css';

/** The page of the demo's upstream, to be opened in a browser of this machine; nothing where there is none. */
export function DemoPagePanel() {
  const { demoPage: words } = useLabels().upstream;
  const { link } = useDeskParts();
  const demo = useDesk((desk) => desk.profile.kind === 'demo');
  const ask = useMemo(() => (demo ? () => link.call('demo.upstream') : null), [demo, link]);
  const { value } = useAnswer(ask);
  if (value === null) return null;
  return (
    <section className={`${panel.panel} ${styles.desk}`} aria-labelledby="demo-page-title">
      <h2 id="demo-page-title">{words.title}</h2>
      <p>{words.explain}</p>
      <p className={styles.page}>
        <code>{value.pageUrl}</code>
        <CopyButton text={value.pageUrl} what={words.copy} />
      </p>
    </section>
  );
}
