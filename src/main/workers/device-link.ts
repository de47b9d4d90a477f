import { type CardRead, type DeviceApi, type DeviceState, deviceApi } from '#contract/device.ts';
import type { Evidence, FileName } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { type Client, connect } from '#contract/rpc.ts';
import type { CardDevice, ReadHooks } from '#ports/card-device.ts';
import type { ChildHandle } from './process-port.ts';

export type DeviceLinkOptions = {
  readonly id: CardDevice['id'];
  readonly spawn: () => ChildHandle;
  /** Milliseconds until a dead process is started again: first, and at most after repeated deaths. */
  readonly backOff: { readonly firstMs: number; readonly mostMs: number };
  /** A process that has not answered for this long is ended and started again. */
  readonly silenceMs: number;
};

/** A device process that is kept alive: started again after its death, with its state as the desk shows it. */
export type DeviceLink = CardDevice & {
  readonly call: Client<DeviceApi>['call'];
  /** Process id of the running process, for support and tests. */
  pid(): number | null;
};

/** After this long alive, the next death counts as the first one again. */
const steadyMs = 10_000;

/** How long a process may take to start. */
const startMs = 30_000;

const stopped = () => failure('device.stopped');
const starting: DeviceState = { source: { state: 'starting' }, readers: [] };

/** Starts a device process and keeps it running until `close`. */
export function linkDevice(options: DeviceLinkOptions): DeviceLink {
  const listeners = new Set<() => void>();
  let state = starting;
  const process = superviseProcess(options, (next) => {
    state = next;
    for (const listener of [...listeners]) listener();
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

type SupervisedProcess = {
  /** The running process, or null between a death and the next start. */
  client(): Client<DeviceApi> | null;
  pid(): number | null;
  close(): Promise<void>;
};

/** Starts a process, and again after each death, later and later while it keeps dying; tells `become` of every state. */
function superviseProcess(
  { spawn, backOff, silenceMs }: DeviceLinkOptions,
  become: (state: DeviceState) => void,
): SupervisedProcess {
  let running: { readonly child: ChildHandle; readonly client: Client<DeviceApi> } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let wait = backOff.firstMs;
  let closed = false;

  const start = () => {
    const child = spawn();
    const client = connect(deviceApi, child.port);
    const mine = { child, client };
    const startedAt = performance.now();
    running = mine;
    const stopWatching = watchSilence(child, client, silenceMs);
    client.on('readers.changed', (next) => running === mine && become(next));
    client.onClose(() => {
      stopWatching();
      child.kill();
      if (running === mine) died(startedAt);
    });
  };
  const died = (startedAt: number) => {
    running = null;
    if (closed) return;
    if (performance.now() - startedAt > steadyMs) wait = backOff.firstMs;
    become({ source: { state: 'failed', failure: stopped() }, readers: [] });
    timer = setTimeout(restart, wait);
    wait = Math.min(wait * 2, backOff.mostMs);
  };
  const restart = () => {
    become(starting);
    start();
  };

  start();
  return {
    client: () => running?.client ?? null,
    pid: () => running?.child.pid ?? null,
    async close() {
      closed = true;
      clearTimeout(timer);
      running?.child.kill();
      await Promise.resolve();
    },
  };
}

/** A native library that blocks its process's thread cannot be asked to stop: the process is ended instead. */
function watchSilence(child: ChildHandle, client: Client<DeviceApi>, silenceMs: number): () => void {
  let answeredAt = performance.now();
  let asking = false;
  // A process that is still starting on a busy machine is slow, not stuck.
  let patience = startMs;
  const ask = async () => {
    if (asking) {
      if (performance.now() - answeredAt > patience) child.kill();
      return;
    }
    asking = true;
    await client.call('device.ping').catch(() => undefined);
    answeredAt = performance.now();
    patience = silenceMs;
    asking = false;
  };
  const timer = setInterval(() => void ask(), silenceMs / 4);
  timer.unref();
  return () => clearInterval(timer);
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
