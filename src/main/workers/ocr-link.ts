import { ocrApi } from '#contract/vision.ts';
import type { PrintReader } from '#ports/vision.ts';
import { linkThread } from './thread-link.ts';
import type { ThreadHandle } from './thread-port.ts';

/** A page of A4 takes some seconds on a slow machine; starting the engine one or two more. */
const readMs = 60_000;

/** A reader of printed text in a worker thread; a thread that dies on a picture, or does not come to an end, is replaced for the next one. */
export function linkPrintReader(start: () => ThreadHandle): PrintReader {
  const { use, close } = linkThread(ocrApi, start, async () => undefined);
  return {
    read: (pixels, language) =>
      use((client) => client.call('text.read', { pixels, language }), { limitMs: readMs, again: false }),
    close,
  };
}
