import { useCameraReport } from '../camera/use-camera-report.ts';
import { useCaptureFailure } from '../camera/use-capture-failure.ts';
import { DemoBar } from '../features/demo/demo-bar.tsx';
import { DevicesDialog } from '../features/devices/devices-dialog.tsx';
import { DoctorDialog } from '../features/doctor/doctor-dialog.tsx';
import { Palette } from '../features/palette/palette.tsx';
import { FilesDialog } from '../features/reading/files/files-dialog.tsx';
import { QrDialog } from '../features/reading/qr/qr-dialog.tsx';
import { RevealDialog } from '../features/reading/reveal/reveal-dialog.tsx';
import { OwnSecretDialog } from '../features/session/own-secret-dialog.tsx';
import { ProofDialog } from '../features/session/proof-dialog.tsx';
import { useTouch } from '../features/session/use-touch.ts';
import { SettingsDialog } from '../features/settings/settings-dialog.tsx';
import { useDesk } from '../state/desk-context.tsx';
import styles from './app.module.css';
import { ConnectionBanner } from './connection-banner.tsx';
import { FootLine } from './foot-line.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { PlaceScreen } from './place-screen.tsx';
import { ProfileBanner } from './profile-banner.tsx';
import { Rail } from './rail.tsx';
import { TopLine } from './top-line.tsx';
import { useKeys } from './use-keys.ts';

/** The open desk. */
export function Desk() {
  useKeys();
  useTouch();
  useCameraReport();
  useCaptureFailure();
  const kind = useDesk((desk) => desk.profile.kind);
  return (
    <div className={styles.desk} data-profile={kind}>
      <ProfileBanner />
      <TopLine />
      <Rail />
      <div className={styles.work}>
        <ConnectionBanner />
        <PlaceScreen />
        <NoticeBar />
        {kind === 'demo' && <DemoBar />}
      </div>
      <FootLine />
      <Palette />
      <SettingsDialog />
      <DevicesDialog />
      <DoctorDialog />
      <FilesDialog />
      <RevealDialog />
      <QrDialog />
      <OwnSecretDialog />
      <ProofDialog />
    </div>
  );
}
