import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { type ComponentProps, StrictMode } from 'react';
import { DemoBar } from '../features/demo/demo-bar.tsx';
import { DoctorDialog } from '../features/doctor/doctor-dialog.tsx';
import { Palette } from '../features/palette/palette.tsx';
import { FilesDialog } from '../features/reading/files/files-dialog.tsx';
import { ReadingDesk } from '../features/reading/reading-desk.tsx';
import { RevealDialog } from '../features/reading/reveal/reveal-dialog.tsx';
import { SettingsDialog } from '../features/settings/settings-dialog.tsx';
import { TrustScreen } from '../features/trust/trust-screen.tsx';
import { useLabels } from '../i18n/language.ts';
import { DeskProvider, useDesk, useDeskView, useWindow } from '../state/desk-context.tsx';
import styles from './app.module.css';
import { ConnectionBanner } from './connection-banner.tsx';
import { FootLine } from './foot-line.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { Rail } from './rail.tsx';
import { TopLine } from './top-line.tsx';
import { useKeys } from './use-keys.ts';

export function App({ desk }: { readonly desk: ComponentProps<typeof DeskProvider>['desk'] }) {
  return (
    <StrictMode>
      <CSPProvider disableStyleElements>
        <Tooltip.Provider delay={350}>
          <DeskProvider desk={desk}>
            <Shell />
          </DeskProvider>
        </Tooltip.Provider>
      </CSPProvider>
    </StrictMode>
  );
}

function Shell() {
  const labels = useLabels();
  const known = useDeskView((view) => view.desk !== null);
  const failed = useDeskView((view) => view.connection === 'lost');
  if (known) return <Desk />;
  return (
    <main className={styles.opening}>
      {failed ? <ConnectionBanner /> : <p role="status">{labels.connection.connecting}</p>}
    </main>
  );
}

function Desk() {
  useKeys();
  const place = useWindow((window) => window.place);
  const demo = useDesk((desk) => desk.profile.kind === 'demo');
  return (
    <div className={styles.desk}>
      <TopLine />
      <Rail />
      <div className={styles.work}>
        <ConnectionBanner />
        {place === 'reading' ? <ReadingDesk /> : <TrustScreen />}
        <NoticeBar />
        {demo && <DemoBar />}
      </div>
      <FootLine />
      <Palette />
      <SettingsDialog />
      <DoctorDialog />
      <FilesDialog />
      <RevealDialog />
    </div>
  );
}
