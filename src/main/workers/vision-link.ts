import { FailureError } from '#contract/failures.ts';
import { visionApi } from '#contract/vision.ts';
import type { Vision } from '#ports/vision.ts';
import { createTurns } from '#services/turns.ts';
import { linkThread, type ThreadLink } from './thread-link.ts';
import type { ThreadHandle } from './thread-port.ts';

type Client = Parameters<Parameters<ThreadLink<typeof visionApi>['use']>[0]>[0];

/** What keeps the thread longer than this was made to, or has caught it: some ten times what the largest picture takes. */
const limits = { codec: 15_000, look: 10_000, make: 30_000 } as const;

/**
 * Vision in a worker thread of its own; a thread that dies on a picture, cannot decode it or does not come to an end is replaced
 * for the next one. One thing after the other is asked of it, so that the time of each counts from its own beginning.
 */
export function linkVision(start: () => ThreadHandle): Vision {
  const { use, close } = linkThread(visionApi, start, async () => undefined);
  const turn = createTurns();
  const ask = <T>(work: (client: Client) => Promise<T>, limitMs: number) =>
    turn(() => use(work, { limitMs, again: false }));
  // The decoders' programs lose a little of their memory with every broken picture, until one day a sound one breaks them too.
  const beginAnew = async (error: unknown) => {
    if (error instanceof FailureError && error.failure.code === 'image.undecodable') await close();
    throw error;
  };
  return {
    pixels: (bytes) => {
      const request = { bytes: Uint8Array.from(bytes) };
      const decode = () =>
        use((client) => client.call('image.pixels', request), { limitMs: limits.codec, again: false });
      return turn(() => decode().catch(beginAnew));
    },
    jpeg: (pixels, quality) => ask((client) => client.call('image.jpeg', { pixels, quality }), limits.codec),
    codes: (pixels) => ask((client) => client.call('codes.find', { pixels }), limits.look),
    mrz: (pixels) => ask((client) => client.call('mrz.find', { pixels }), limits.look),
    page: (pixels) => ask((client) => client.call('page.find', { pixels }), limits.look),
    makePage: (page) => ask((client) => client.call('page.make', page), limits.make),
    close,
  };
}
