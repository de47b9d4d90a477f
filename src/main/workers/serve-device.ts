import { type DeviceApi, deviceApi } from '#contract/device.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { type Handlers, type Port, type Report, serve } from '#contract/rpc.ts';
import { createKeyPairReserve } from '#domain/chip/key-pair-reserve.ts';
import { readChip } from '#domain/chip/read.ts';
import type { CardTransport } from '#ports/card-transport.ts';
import type { Random } from '#ports/environment.ts';
import type { ReaderSource } from '#ports/reader-source.ts';

type DemoHandlers = Pick<Handlers<DeviceApi>, Extract<keyof DeviceApi['commands'], `demo.${string}`>>;

export type DeviceParts = {
  readonly source: ReaderSource;
  readonly random: Random;
  /** The software reader's own commands; a real source has none. */
  readonly demo: DemoHandlers | null;
  readonly report: Report;
};

const noDemo: DemoHandlers = {
  'demo.people': () => [],
  'demo.camera': () => [],
  'demo.putCard': ({ personId }) => {
    throw new FailureError(failure('demo.unknownPerson', { person: personId }));
  },
  'demo.takeCard': () => undefined,
};

/** Serves a source of readers, and the reading of the cards on them, to the host on `port`. */
export function serveDevice(port: Port, { source, random, demo, report }: DeviceParts): void {
  const reserve = createKeyPairReserve(random);
  const state = () => ({ source: source.state(), readers: [...source.readers()] });
  const served = serve(
    deviceApi,
    port,
    {
      ...(demo ?? noDemo),
      'device.state': state,
      'device.ping': () => undefined,
      'card.read': async ({ readId, reader, accessKey, readAt }, { signal }) => {
        const transport = await source.connect(reader, signal);
        try {
          return await readChip({
            transport,
            accessKey,
            random,
            preparedKeyPair: reserve.take(),
            readAt,
            signal,
            onProgress: (progress) => served.emit('read.progressed', { readId, progress }),
            onFile: (name, bytes) => served.emit('read.fileArrived', { readId, name, bytes: Uint8Array.from(bytes) }),
          });
        } finally {
          await closeQuietly(transport);
          reserve.prepare();
        }
      },
    },
    report,
  );
  source.onChange(() => served.emit('readers.changed', state()));
  served.emit('readers.changed', state());
}

/** The read has its outcome already: a card that cannot be let go of properly must not change it. */
async function closeQuietly(transport: CardTransport): Promise<void> {
  await transport.close().catch(() => undefined);
}
