import { useEffect } from 'react';
import { useLabels } from '../i18n/language.ts';
import { useDesk, useDeskParts } from '../state/desk-context.tsx';
import { simulatedCameraId } from './open-camera.ts';
import { watchCameras } from './watch-cameras.ts';

/** Tells the host which cameras there are, for as long as somebody is at the desk; in the demo a software one is among them. */
export function useCameraReport(): void {
  const { link } = useDeskParts();
  const { capture: words } = useLabels();
  const isDemo = useDesk((desk) => desk.profile.kind === 'demo');
  const isThere = useDesk((desk) => desk.session.state === 'signedIn');
  const label = words.simulatedCameraName;
  useEffect(() => {
    if (!isThere) return;
    const simulated = isDemo ? [{ id: simulatedCameraId, label, simulated: true }] : [];
    return watchCameras(navigator.mediaDevices, (cameras) => {
      const report = { cameras: [...cameras, ...simulated], inUse: null, trouble: null };
      link.call('devices.reportCameras', report).catch(() => undefined);
    });
  }, [isThere, isDemo, label, link]);
}
