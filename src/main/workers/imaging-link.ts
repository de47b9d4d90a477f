import { imagingApi } from '#contract/compute.ts';
import { type Client, connect } from '#contract/rpc.ts';
import type { Imaging } from '#ports/imaging.ts';
import type { ThreadHandle } from './thread-port.ts';

/** Imaging in a worker thread; a thread that dies on an image is replaced for the next one. */
export function linkImaging(start: () => ThreadHandle): Imaging {
  let running: { readonly client: Client<typeof imagingApi>; readonly thread: ThreadHandle } | null = null;
  const open = () => {
    const thread = start();
    const client = connect(imagingApi, thread.port);
    client.onClose(() => {
      running = null;
    });
    running = { client, thread };
    return running;
  };
  return {
    decode: (bytes) => (running ?? open()).client.call('image.decode', { bytes: Uint8Array.from(bytes) }),
    async close() {
      await running?.thread.terminate();
    },
  };
}
