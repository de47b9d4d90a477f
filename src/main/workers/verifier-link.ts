import { verifierApi } from '#contract/compute.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import type { Verifier } from '#ports/verifier.ts';
import { linkThread } from './thread-link.ts';
import type { ThreadHandle } from './thread-port.ts';

const crossing = (anchor: StoredAnchor) => ({ ...anchor, der: Uint8Array.from(anchor.der) });

/** A verdict takes some hundredths of a second; evidence that keeps the thread this long was made to. */
const verdictMs = 5000;

/** A verifier in a worker thread; should the thread die, another one with the same anchors takes its place. */
export function linkVerifier(start: () => ThreadHandle): Verifier {
  let anchors: readonly StoredAnchor[] = [];
  const { use, close } = linkThread(verifierApi, start, async (client) => {
    if (anchors.length > 0) await client.call('trust.load', { anchors: anchors.map(crossing) });
  });
  return {
    async load(next) {
      const loading = { anchors: next.map(crossing) };
      const listed = await use((client) => client.call('trust.load', loading), { limitMs: null, again: true });
      anchors = next;
      return listed;
    },
    judge({ importId, files, now }, { signal, onProgress }) {
      const crossed = files.map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) }));
      const request = { importId, files: crossed, now: now.toISOString() };
      return use(
        async (client) => {
          const stop = client.on('trust.importProgressed', (event) => event.importId === importId && onProgress(event));
          return client.call('trust.judge', request, { signal }).finally(stop);
        },
        { limitMs: null, again: false },
      );
    },
    verify(evidence, { now, ...how }) {
      const request = { evidence, now: now.toISOString(), ...how };
      return use((client) => client.call('evidence.verify', request), { limitMs: verdictMs, again: true });
    },
    close,
  };
}
