import { verifierApi } from '#contract/compute.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { type Client, connect } from '#contract/rpc.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import type { Verifier } from '#ports/verifier.ts';
import type { ThreadHandle } from './thread-port.ts';

type Running = { readonly client: Client<typeof verifierApi>; readonly thread: ThreadHandle };

const crossing = (anchor: StoredAnchor) => ({ ...anchor, der: Uint8Array.from(anchor.der) });

/** A verifier in a worker thread; should the thread die, the next call starts another one with the same anchors. */
export function linkVerifier(start: () => ThreadHandle): Verifier {
  let anchors: readonly StoredAnchor[] = [];
  let running: Promise<Running> | null = null;

  const open = async (): Promise<Running> => {
    const thread = start();
    const client = connect(verifierApi, thread.port);
    const mine = { client, thread };
    client.onClose(() => {
      running = null;
    });
    if (anchors.length > 0) await client.call('trust.load', { anchors: anchors.map(crossing) });
    return mine;
  };
  const use = async () => {
    running ??= open();
    return (await running).client;
  };

  return {
    async load(next) {
      const client = await use();
      const listed = await client.call('trust.load', { anchors: next.map(crossing) });
      anchors = next;
      return listed;
    },
    async judge({ importId, files, now }, { signal, onProgress }) {
      const client = await use();
      const stop = client.on('trust.importProgressed', (event) => event.importId === importId && onProgress(event));
      try {
        const crossed = files.map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) }));
        return await client.call('trust.judge', { importId, files: crossed, now: now.toISOString() }, { signal });
      } finally {
        stop();
      }
    },
    async verify(evidence, { now, partial }) {
      const client = await use();
      return client.call('evidence.verify', { evidence, now: now.toISOString(), partial });
    },
    async close() {
      const last = running;
      running = null;
      if (last === null) return;
      const { thread } = await last.catch(() => {
        throw new FailureError(failure('device.stopped'));
      });
      await thread.terminate();
    },
  };
}
