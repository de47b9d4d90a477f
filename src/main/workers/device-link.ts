import { type CardRead, type DeviceApi, type DeviceState, deviceApi } from '#contract/device.ts';
import type { Evidence, FileName } from '#contract/evidence.ts';
import { FailureError } from '#contract/failures.ts';
import type { Client } from '#contract/rpc.ts';
import type { CardDevice, ReadHooks } from '#ports/card-device.ts';
import { type Supervision, stopped, superviseProcess } from './supervise.ts';

export type DeviceLinkOptions = Supervision & { readonly id: CardDevice['id'] };

/** A device process that is kept alive: started again after its death, with its state as the desk shows it. */
export type DeviceLink = CardDevice & {
  readonly call: Client<DeviceApi>['call'];
  /** Process id of the running process, for support and tests. */
  pid(): number | null;
};

const starting: DeviceState = { source: { state: 'starting' }, readers: [] };

/** Starts a device process and keeps it running until `close`. */
export function linkDevice(options: DeviceLinkOptions): DeviceLink {
  const listeners = new Set<() => void>();
  let state = starting;
  const become = (next: DeviceState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const process = superviseProcess({
    ...options,
    api: deviceApi,
    ping: (client) => client.call('device.ping'),
    started: (client, current) => void client.on('readers.changed', (next) => current() && become(next)),
    died: (cause) => become({ source: { state: 'failed', failure: cause }, readers: [] }),
    restarting: () => become(starting),
  });
  const withClient = <T>(use: (client: Client<DeviceApi>) => Promise<T>): Promise<T> => {
    const client = process.client();
    return client === null ? Promise.reject(new FailureError(stopped())) : use(client);
  };
  return {
    id: options.id,
    state: () => state.source,
    readers: () => state.readers,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: (request, hooks) => withClient((client) => readOver(client, request, hooks)),
    call: (command, ...rest) => withClient((client) => client.call(command, ...rest)),
    pid: process.pid,
    close: process.close,
  };
}

async function readOver(client: Client<DeviceApi>, request: CardRead, hooks: ReadHooks): Promise<Evidence> {
  const { readId } = request;
  const files = new Map<FileName, Uint8Array>();
  const stop = [
    client.on('read.progressed', (event) => event.readId === readId && hooks.onProgress(event.progress)),
    client.on('read.fileArrived', (event) => {
      if (event.readId !== readId) return;
      files.set(event.name, event.bytes);
      hooks.onFile(event.name, event.bytes);
    }),
  ];
  try {
    return await client.call('card.read', request, { signal: hooks.signal });
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const cause = error.failure.code === 'desk.disconnected' ? stopped() : error.failure;
    return {
      version: 1,
      readAt: request.readAt,
      files: [...files].map(([name, bytes]) => ({ name, bytes })),
      gaps: [],
      access: null,
      chipAuthentication: { state: 'notDone' },
      activeAuthentication: { state: 'notDone' },
      failure: cause,
    };
  } finally {
    for (const each of stop) each();
  }
}
