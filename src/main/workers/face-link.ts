import { faceApi } from '#contract/face.ts';
import { descriptorFrom } from '#domain/face/descriptor.ts';
import type { FaceEngine } from '#ports/face-engine.ts';
import { createTurns } from '#services/turns.ts';
import { linkThread } from './thread-link.ts';
import type { ThreadHandle } from './thread-port.ts';

/** The largest picture that is worked on takes about two seconds, and the recogniser is loaded with the first one. */
const limitMs = 10_000;

/**
 * Faces in a worker thread; a thread that dies on a picture, or does not come to an end, is replaced for the next one. One thing
 * after the other is asked of it, so that the time of each counts from its own beginning.
 */
export function linkFaceEngine(start: () => ThreadHandle): FaceEngine {
  const { use, close } = linkThread(faceApi, start, (client) => client.call('face.warmUp'));
  const turn = createTurns();
  const ask = <T>(work: Parameters<typeof use<T>>[0]) => turn(() => use(work, { limitMs, again: false }));
  return {
    look: (pixels) => ask((client) => client.call('face.look', { pixels })),
    async describe(pixels) {
      const bytes = await ask((client) => client.call('face.describe', { pixels }));
      return bytes === null ? null : descriptorFrom(bytes);
    },
    crop: (pixels) => ask((client) => client.call('face.crop', { pixels })),
    close,
  };
}
