import { mkdtempSync, renameSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CameraScene, makeCameraFile } from '#fixtures/make/camera.ts';

/** A camera that is not there: Chromium reads a film from a file anew each time a page opens the camera. */
export type FakeCamera = {
  /** Arguments for Chromium. */
  readonly args: readonly string[];
  /** What is in front of the camera from its next opening on. */
  show(scene: CameraScene): void;
  remove(): Promise<void>;
};

/** Makes a camera that begins with this scene. */
export function fakeCamera(first: CameraScene): FakeCamera {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-camera-'));
  const shown = join(folder, 'shown.y4m');
  const made = new Map<CameraScene, string>();
  const show = (scene: CameraScene) => {
    const film = made.get(scene) ?? makeCameraFile(scene);
    made.set(scene, film);
    // Put in place in one step: whoever opens the file finds a whole film.
    const link = join(folder, 'next.y4m');
    symlinkSync(film, link);
    renameSync(link, shown);
  };
  show(first);
  return {
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${shown}`,
    ],
    show,
    async remove() {
      const folders = [folder, ...[...made.values()].map(dirname)];
      await Promise.all(folders.map((each) => rm(each, { recursive: true, force: true })));
    },
  };
}
