import type { SeenCamera } from '#contract/devices.ts';

/** Tells of the cameras there are, now and after every change; returns the way to stop. */
export function watchCameras(
  media: MediaDevices | undefined,
  tell: (cameras: readonly SeenCamera[]) => void,
): () => void {
  if (media === undefined) {
    tell([]);
    return () => undefined;
  }
  let stopped = false;
  const look = async () => {
    const devices = await media.enumerateDevices().catch(() => []);
    if (!stopped) tell(camerasAmong(devices));
  };
  const changed = () => void look();
  media.addEventListener('devicechange', changed);
  changed();
  return () => {
    stopped = true;
    media.removeEventListener('devicechange', changed);
  };
}

/** Before leave was given a browser tells that there is a camera, without its id: then it is the one the system chooses. */
function camerasAmong(devices: readonly MediaDeviceInfo[]): readonly SeenCamera[] {
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: `camera:${deviceId || 'default'}`, label, simulated: false }));
}
