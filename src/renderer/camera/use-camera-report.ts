import { useEffect } from 'react';
import { useLabels } from '../i18n/language.ts';
import { useDesk, useDeskParts } from '../state/desk-context.tsx';
import { simulatedCameraId } from './open-camera.ts';
import { watchCameras } from './watch-cameras.ts';

/** Tells the host which cameras there are, for as long as somebody is at the desk; in the demo a software one is among them. */
export function useCameraReport(): void {
  const { link, window: store } = useDeskParts();
  const { capture: words } = useLabels();
  const isDemo = useDesk((desk) => desk.profile.kind === 'demo');
  const isThere = useDesk((desk) => desk.session.state === 'signedIn');
  const label = words.simulatedCameraName;
  useEffect(() => {
    if (!isThere) return;
    const simulated = isDemo ? [{ id: simulatedCameraId, label, simulated: true }] : [];
    return watchCameras(navigator.mediaDevices, (cameras) => {
      const all = [...cameras, ...simulated];
      store.setState({ cameras: all });
      link.call('devices.reportCameras', { cameras: all, inUse: null, trouble: null }).catch(() => undefined);
    });
  }, [isThere, isDemo, label, link, store]);
}
