import { useEffect, useState } from 'react';
import type { ChallengeStep } from '#contract/capture.ts';
import type { DemoScene } from '#contract/desk.ts';
import { useLabels } from '../i18n/language.ts';
import { useDesk, useDeskParts, useWindow } from '../state/desk-context.tsx';
import { type Scene, type SceneName, type SimulatedCamera, startSimulatedCamera } from './simulated-camera.ts';

/** What a person in front of the software camera does when asked. */
const performed: Readonly<Record<ChallengeStep, SceneName>> = {
  turnLeft: 'left',
  turnRight: 'right',
  blink: 'blink',
  front: 'front',
};

/** The software camera's picture while it is in use; null otherwise. It shows what the demo bar points it at. */
export function useSimulatedStream(inUse: boolean): MediaStream | null {
  const { link } = useDeskParts();
  const { capture: words } = useLabels();
  const [camera, setCamera] = useState<SimulatedCamera | null>(null);
  const label = words.simulatedCamera;
  useEffect(() => {
    if (!inUse) return;
    const started = startSimulatedCamera(label);
    setCamera(started);
    const deaf = link.on('capture.seen', ({ seen }) => {
      if (seen.is === 'face') started.perform(seen.step === null ? 'front' : performed[seen.step]);
    });
    return () => {
      deaf();
      started.stop();
      setCamera(null);
    };
  }, [inUse, label, link]);
  usePointed(camera);
  return camera?.stream ?? null;
}

/** Points the camera at whom and what the demo bar says, else at what the task is for. */
function usePointed(camera: SimulatedCamera | null): void {
  const { link } = useDeskParts();
  const task = useDesk((desk) => desk.capture.task?.is ?? null);
  const pointed = useWindow((window) => window.demoSight);
  const personId = pointed.personId;
  const scene: DemoScene = pointed.scene ?? (task === 'code' ? 'cardFront' : task === 'document' ? 'paper' : 'face');
  useEffect(() => {
    if (camera === null) return;
    let stale = false;
    const load = async () => {
      const pictures = await link.call('demo.camera', { personId, scene });
      const entries = await Promise.all(pictures.map(async ({ name, jpeg }) => [name, await bitmapOf(jpeg)] as const));
      if (!stale) camera.point(new Map(entries) satisfies Scene);
    };
    load().catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [camera, link, personId, scene]);
}

function bitmapOf(jpeg: Uint8Array): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([Uint8Array.from(jpeg)], { type: 'image/jpeg' }));
}
