import { FailureError, failure } from '#contract/failures.ts';
import { type Api, type Client, connect } from '#contract/rpc.ts';
import type { ThreadHandle } from './thread-port.ts';

export type ThreadWork = {
  /** A thread that has not answered for this long is ended: what it works on has caught it. Null: it takes as long as it takes. */
  readonly limitMs: number | null;
  /** Whether the work is done once more on a new thread if the thread dies under it. */
  readonly again: boolean;
};

/** A worker thread that is started when first needed, and again after its death. */
export type ThreadLink<A extends Api> = {
  /** Does `work` on the thread. @throws FailureError: what the call throws; `internal` if the thread died or was ended */
  use<T>(work: (client: Client<A>) => Promise<T>, how: ThreadWork): Promise<T>;
  close(): Promise<void>;
};

type Running<A extends Api> = { readonly client: Client<A>; readonly thread: ThreadHandle };

/** Links a worker thread that serves `api`. `prepare` is done on each new thread before anything else. */
export function linkThread<A extends Api>(
  api: A,
  start: () => ThreadHandle,
  prepare: (client: Client<A>) => Promise<unknown>,
): ThreadLink<A> {
  let running: Promise<Running<A>> | null = null;

  const open = async (): Promise<Running<A>> => {
    const thread = start();
    const client = connect(api, thread.port);
    try {
      await prepare(client);
    } catch (error) {
      await thread.terminate();
      throw error;
    }
    return { client, thread };
  };
  const ready = (): Promise<Running<A>> => {
    if (running !== null) return running;
    const mine = open();
    running = mine;
    const forget = () => {
      if (running === mine) running = null;
    };
    mine.then(({ client }) => client.onClose(forget), forget);
    return mine;
  };
  const attempt = async <T>(work: (client: Client<A>) => Promise<T>, limitMs: number | null): Promise<Attempt<T>> => {
    let overtime = false;
    let timer: NodeJS.Timeout | undefined;
    try {
      const { client, thread } = await ready();
      const end = () => {
        overtime = true;
        void thread.terminate();
      };
      if (limitMs !== null) timer = setTimeout(end, limitMs);
      return { done: true, value: await work(client) };
    } catch (error) {
      if (!isDeath(error)) throw error;
      return { done: false, overtime, error };
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    async use(work, { limitMs, again }) {
      const first = await attempt(work, limitMs);
      const last = first.done || first.overtime || !again ? first : await attempt(work, limitMs);
      if (last.done) return last.value;
      throw new FailureError(failure('internal'), last.error);
    },
    async close() {
      const last = running;
      running = null;
      await last?.then(
        ({ thread }) => thread.terminate(),
        () => undefined,
      );
    },
  };
}

type Attempt<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly overtime: boolean; readonly error: FailureError };

function isDeath(error: unknown): error is FailureError {
  return error instanceof FailureError && error.failure.code === 'desk.disconnected';
}
