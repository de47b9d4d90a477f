import { imagingApi } from '#contract/compute.ts';
import type { Imaging, SignatureDrawing } from '#ports/imaging.ts';
import { linkThread } from './thread-link.ts';
import type { ThreadHandle } from './thread-port.ts';

/** The largest image that is decoded at all takes about two seconds; a signature of the most places less. */
const limitMs = 5000;

/** Imaging in a worker thread; a thread that dies on an image, or does not come to an end, is replaced for the next one. */
export function linkImaging(start: () => ThreadHandle): Imaging & SignatureDrawing {
  const { use, close } = linkThread(imagingApi, start, (client) => client.call('image.warmUp'));
  return {
    decode: (bytes) => {
      const request = { bytes: Uint8Array.from(bytes) };
      return use((client) => client.call('image.decode', request), { limitMs, again: false });
    },
    signaturePng: (signature, width) =>
      use((client) => client.call('signature.png', { signature, width }), { limitMs, again: false }),
    close,
  };
}
