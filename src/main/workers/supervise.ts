import { type Failure, failure } from '#contract/failures.ts';
import { type Api, type Client, connect } from '#contract/rpc.ts';
import type { ChildHandle } from './process-port.ts';

export type Supervision = {
  readonly spawn: () => ChildHandle;
  /** Milliseconds until a dead process is started again: first, and at most after repeated deaths. */
  readonly backOff: { readonly firstMs: number; readonly mostMs: number };
  /** A process that has not answered for this long is ended and started again. */
  readonly silenceMs: number;
};

/** A kind of process: its contract, and what is to be done about its life. */
export type Supervised<A extends Api> = Supervision & {
  readonly api: A;
  /** Answers while the process is alive and its thread is free. */
  readonly ping: (client: Client<A>) => Promise<unknown>;
  /** Hears the events of a process that was just started; `current` says whether it is still the one that runs. */
  readonly started: (client: Client<A>, current: () => boolean) => void;
  /** The process is gone; another one is started after a while. */
  readonly died: (cause: Failure) => void;
  /** Another one is being started now. */
  readonly restarting: () => void;
};

/** A process that is kept alive until `close`. */
export type SupervisedProcess<A extends Api> = {
  /** The running process, or null between a death and the next start. */
  client(): Client<A> | null;
  pid(): number | null;
  close(): Promise<void>;
};

/** After this long alive, the next death counts as the first one again. */
const steadyMs = 10_000;

/** How long a process may take to start. */
const startMs = 30_000;

/** Why a call to a process failed that has ended meanwhile. */
export const stopped = () => failure('device.stopped');

/** Starts a process, and again after each death, later and later while it keeps dying. */
export function superviseProcess<A extends Api>(options: Supervised<A>): SupervisedProcess<A> {
  const { api, spawn, backOff } = options;
  let running: { readonly child: ChildHandle; readonly client: Client<A> } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let wait = backOff.firstMs;
  let closed = false;

  const start = () => {
    const child = spawn();
    const client = connect(api, child.port);
    const mine = { child, client };
    const startedAt = performance.now();
    running = mine;
    const stopWatching = watchSilence(child, () => options.ping(client), options.silenceMs);
    options.started(client, () => running === mine);
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
    options.died(stopped());
    timer = setTimeout(restart, wait);
    wait = Math.min(wait * 2, backOff.mostMs);
  };
  const restart = () => {
    options.restarting();
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
function watchSilence(child: ChildHandle, ping: () => Promise<unknown>, silenceMs: number): () => void {
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
    await ping().catch(() => undefined);
    answeredAt = performance.now();
    patience = silenceMs;
    asking = false;
  };
  const timer = setInterval(() => void ask(), silenceMs / 4);
  timer.unref();
  return () => clearInterval(timer);
}
