import { parentPort, Worker } from 'node:worker_threads';
import { givenAway } from '#contract/given-bytes.ts';
import type { Port } from '#contract/rpc.ts';
import { entryFile, type WorkerEntry } from './entries.ts';

/** A started worker thread: the port to it, and the way to end it. */
export type ThreadHandle = { readonly port: Port; terminate(): Promise<void> };

/** Starts a worker thread of this application. The bundled application hands in one that knows its own files. */
export type StartThread = (entry: WorkerEntry) => ThreadHandle;

/** Starts a worker thread from the sources. */
export const startThread: StartThread = (entry) => threadHandle(new Worker(entryFile(entry), { execArgv: [] }));

/** The port to a worker thread; it closes when the thread ends, for whatever reason. */
export function threadHandle(worker: Worker): ThreadHandle {
  let open = true;
  const closeHandlers: (() => void)[] = [];
  worker.on('exit', () => {
    open = false;
    for (const handler of closeHandlers) handler();
  });
  // An uncaught error ends the thread: `exit` follows and says all that callers need.
  worker.on('error', () => undefined);
  return {
    port: {
      send: (message) => {
        if (open) worker.postMessage(message);
      },
      onMessage: (handler) => void worker.on('message', handler),
      onClose: (handler) => (open ? void closeHandlers.push(() => handler()) : handler()),
    },
    terminate: async () => void (await worker.terminate()),
  };
}

/** The port of a worker thread to the thread that started it. @throws Error outside a worker thread */
export function starterPort(): Port {
  const port = parentPort;
  if (port === null) throw new Error('not started as a worker thread');
  return {
    send: (message) => port.postMessage(message, givenAway(message)),
    onMessage: (handler) => void port.on('message', handler),
    onClose: (handler) => void port.on('close', () => handler()),
  };
}
