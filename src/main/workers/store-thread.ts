import { FailureError, failure } from '#contract/failures.ts';
import { type Client, connect, type Input } from '#contract/rpc.ts';
import { type OpenReport, type StoreApi, storeApi } from '#contract/store.ts';
import type { ThreadHandle } from './thread-port.ts';

/** A database thread that is started again when it is needed after its death. */
export type StoreThread = {
  /** Uses the thread. What is under way when it dies fails with `storage.stopped`. */
  use<T>(work: (client: Client<StoreApi>) => Promise<T>): Promise<T>;
  /** What was found when the files were opened; null for a reading thread. */
  opened(): Promise<OpenReport | null>;
  /** Closes the files and ends the thread; the next use opens them again. */
  rest(): Promise<void>;
  /** Closes the files and ends the thread. */
  close(): Promise<void>;
};

export type StoreThreadOptions = {
  readonly start: () => ThreadHandle;
  /** Makes the message that opens the files; its keys are wiped here once they are sent. */
  readonly opening: (isRestart: boolean) => Input<StoreApi, 'store.open'>;
  readonly onSlow: (slow: { readonly name: string; readonly ms: number }) => void;
};

type Running = {
  readonly client: Client<StoreApi>;
  readonly thread: ThreadHandle;
  readonly opened: Promise<OpenReport | null>;
};

/** A thread of this kind; it starts with the first use. */
export function linkStoreThread({ start, opening, onSlow }: StoreThreadOptions): StoreThread {
  let running: Running | null = null;
  let started = 0;
  let closed = false;

  const open = (): Running => {
    const thread = start();
    const client = connect(storeApi, thread.port);
    client.on('query.slow', onSlow);
    const input = opening(started++ > 0);
    const opened = client.call('store.open', input);
    for (const key of Object.values(input.keys)) key.fill(0);
    const mine = { client, thread, opened };
    opened.catch(() => leave(mine));
    client.onClose(() => leave(mine));
    return mine;
  };
  const leave = (mine: Running) => {
    if (running === mine) running = null;
    void mine.thread.terminate();
  };
  const rest = async () => {
    const last = running;
    if (last === null) return;
    await last.client.call('store.close').catch(() => undefined);
    running = null;
    await last.thread.terminate();
  };
  const ready = () => {
    if (closed) throw new FailureError(failure('storage.stopped'));
    running ??= open();
    return running;
  };

  return {
    async use(work) {
      return namingDeath(async () => {
        const { client, opened } = ready();
        await opened;
        return work(client);
      });
    },
    opened: () => namingDeath(async () => ready().opened),
    rest,
    async close() {
      closed = true;
      await rest();
    },
  };
}

async function namingDeath<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'desk.disconnected')
      throw new FailureError(failure('storage.stopped'), error);
    throw error;
  }
}
