import { type RefCallback, useCallback, useEffect, useRef, useState } from 'react';
import { useDeskParts } from '../state/desk-context.tsx';
import { failureOf } from '../state/failure-of.ts';
import { type CameraTrouble, cameraTrouble } from './camera-trouble.ts';
import { type FrameFeed, type FrameKind, feedFrames } from './frame-feed.ts';
import { isSimulatedCamera, openCamera } from './open-camera.ts';
import { type Size, sizeWithin } from './pixels-of.ts';
import { useSimulatedStream } from './use-simulated-stream.ts';

/** What a camera is used for: frames of it go to the host under the task's name. */
export type CameraUse = { readonly task: string; readonly camera: string; readonly kind: FrameKind };

/** A camera as a screen shows it. */
export type CameraSight = {
  readonly state: 'opening' | 'live' | CameraTrouble;
  /** For the `<video>` that shows it. */
  readonly attach: RefCallback<HTMLVideoElement>;
  /** Size of the frames that are sent; null before the first picture. */
  readonly frame: Size | null;
  /** Releases the shutter now: the whole picture of this moment; null before there is one. */
  readonly now: () => ReturnType<FrameFeed['now']>;
};

type Sight = { readonly stream: MediaStream } | { readonly trouble: CameraTrouble } | null;

/** Opens the camera of a task, sends its frames, gives whole pictures where the host wants them, and lets go of it at the end. */
export function useCamera(use: CameraUse | null): CameraSight {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const feed = useRef<FrameFeed | null>(null);
  const sight = useStream(use?.camera ?? null);
  const stream = sight !== null && 'stream' in sight ? sight.stream : null;
  const isLive = usePlaying(video, stream);
  useFeed(feed, isLive ? video : null, use);
  const now = useCallback(() => feed.current?.now() ?? null, []);
  const trouble = sight !== null && 'trouble' in sight ? sight.trouble : null;
  const frame =
    isLive && video !== null && use !== null && video.videoWidth > 0
      ? sizeWithin({ width: video.videoWidth, height: video.videoHeight }, use.kind.most)
      : null;
  return { state: trouble ?? (isLive ? 'live' : 'opening'), attach: setVideo, frame, now };
}

/** The picture of a camera, real or simulated; a camera that goes away in the middle is told to the host. */
function useStream(camera: string | null): Sight {
  const { link, window: store } = useDeskParts();
  const [sight, setSight] = useState<Sight>(null);
  const simulated = useSimulatedStream(camera !== null && isSimulatedCamera(camera));
  useEffect(() => {
    if (camera === null || isSimulatedCamera(camera)) return setSight(null);
    let opened: MediaStream | null = null;
    let done = false;
    const fail = (trouble: CameraTrouble) => {
      if (done) return;
      setSight({ trouble });
      const known = store.getState().cameras.map((each) => ({ ...each }));
      // One that is gone is not among those that are there.
      const cameras = trouble === 'gone' ? known.filter(({ id }) => id !== camera) : known;
      const report = { cameras, inUse: camera, trouble: { id: camera, cause: trouble } };
      link.call('devices.reportCameras', report).catch(failureOf);
    };
    const open = async () => {
      try {
        opened = await openCamera(navigator.mediaDevices, camera);
        if (done) return stopStream(opened);
        for (const track of opened.getVideoTracks()) track.addEventListener('ended', () => fail('gone'));
        setSight({ stream: opened });
      } catch (error) {
        fail(cameraTrouble(error));
      }
    };
    void open();
    return () => {
      done = true;
      stopStream(opened);
      setSight(null);
    };
  }, [camera, link, store]);
  return simulated === null ? sight : { stream: simulated };
}

function stopStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Whether the video shows the stream by now. */
function usePlaying(video: HTMLVideoElement | null, stream: MediaStream | null): boolean {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    setPlaying(false);
    if (video === null || stream === null) return;
    const begun = () => setPlaying(true);
    video.addEventListener('playing', begun);
    video.srcObject = stream;
    video.play().catch(() => undefined);
    return () => {
      video.removeEventListener('playing', begun);
      video.srcObject = null;
    };
  }, [video, stream]);
  return playing;
}

function useFeed(feed: { current: FrameFeed | null }, video: HTMLVideoElement | null, use: CameraUse | null): void {
  const { link } = useDeskParts();
  const task = use?.task ?? null;
  const kind = use?.kind ?? null;
  useEffect(() => {
    if (video === null || task === null || kind === null) return;
    const mine = feedFrames({ video, task, kind, send: link.sendFrame });
    feed.current = mine;
    const deaf = link.on('capture.wanted', (wanted) => {
      if (wanted.task !== task) return;
      const pixels = mine.whole(wanted.seq) ?? mine.now()?.pixels ?? null;
      // What the host makes of it stands in the state of the task.
      if (pixels) link.call('capture.shoot', { task, seq: wanted.seq, pixels, manual: null }).catch(failureOf);
    });
    return () => {
      deaf();
      mine.stop();
      feed.current = null;
    };
  }, [feed, link, video, task, kind]);
}
