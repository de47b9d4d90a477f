import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useMay } from '../../state/session.ts';
import panel from '../../ui/panel.module.css';
import { ConnectPanel } from './connect-panel.tsx';
import { DemoPagePanel } from './demo-page-panel.tsx';
import { DeskPanel } from './desk-panel.tsx';
import { LimitPanel } from './limit-panel.tsx';
import { StandingPanel } from './standing-panel.tsx';
import styles from './upstream.module.css';

/** The upstream this desk sends to: connecting, how the desk stands there, its name, and how fast it may send. */
export function UpstreamScreen() {
  const { upstream: words } = useLabels();
  const link = useDesk((desk) => desk.sync.upstream);
  const may = useMay('upstream.manage');
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <section className={`${panel.panel} ${styles.top}`} aria-labelledby="upstream-title">
          <h1 id="upstream-title">{words.title}</h1>
          <p>{words.explain}</p>
          {!may && <p>{words.denied}</p>}
          {may && !link && <p className={styles.none}>{words.none}</p>}
        </section>
        {link && <StandingPanel link={link} />}
        {may && <ConnectPanel key={link?.signing ?? 'none'} bound={link !== null} />}
      </div>
      <div className={`${styles.column} ${styles.side}`}>
        <DeskPanel />
        <DemoPagePanel />
        {may && <LimitPanel key={link?.limit ?? 'all'} link={link} />}
      </div>
    </main>
  );
}
