/** What a camera is asked for: enough for a portrait and a page, without asking a slow line of a cheap one for more. */
const wanted = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } as const;

const prefix = 'camera:';

/** Opens a real camera by its id, picture alone. @throws DOMException as `getUserMedia` does: see `cameraTrouble` */
export async function openCamera(media: MediaDevices, id: string): Promise<MediaStream> {
  const deviceId = id.slice(prefix.length);
  const video = deviceId === 'default' ? wanted : { ...wanted, deviceId: { exact: deviceId } };
  return media.getUserMedia({ audio: false, video });
}

/** Whether an id names the software camera of the demo. */
export function isSimulatedCamera(id: string): boolean {
  return id === simulatedCameraId;
}

export const simulatedCameraId = 'camera:simulated';
