import { fork } from 'node:child_process';
import type { Port } from '#contract/rpc.ts';
import { entryFile, type ProcessEntry } from './entries.ts';

/** A started child process: the port to it, and the way to end it at once. */
export type ChildHandle = {
  readonly pid: number | null;
  readonly port: Port;
  kill(): void;
};

/** Starts a process of this application. Electron's main process hands in one over `utilityProcess`. */
export type SpawnProcess = (entry: ProcessEntry) => ChildHandle;

/** Threads of libuv in a device process: each reader may block two of them inside the PC/SC service. */
const threadPoolSize = '24';

/** Starts a process under Node; byte strings cross unchanged (`serialization: 'advanced'`). */
export const forkProcess: SpawnProcess = (entry) => {
  const child = fork(entryFile(entry), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    env: { ...process.env, UV_THREADPOOL_SIZE: threadPoolSize },
  });
  let open = true;
  const closeHandlers: (() => void)[] = [];
  const close = () => {
    if (!open) return;
    open = false;
    for (const handler of closeHandlers) handler();
  };
  child.on('exit', close);
  child.on('error', close);
  child.on('disconnect', close);
  return {
    pid: child.pid ?? null,
    port: {
      send: (message) => {
        if (open && child.connected) child.send(message as object, () => undefined);
      },
      onMessage: (handler) => void child.on('message', handler),
      onClose: (handler) => (open ? void closeHandlers.push(() => handler()) : handler()),
    },
    kill: () => void child.kill('SIGKILL'),
  };
};

/** The part of Electron's `process.parentPort` that is used; a utility process has it instead of an IPC channel. */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
};

/** The port of a child process to the host that started it. The process ends with its host. @throws Error outside a child process */
export function hostPort(): Port {
  const parentPort: ParentPort | undefined = Reflect.get(process, 'parentPort');
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (handler) => parentPort.on('message', (event) => handler(event.data)),
      onClose: () => undefined,
    };
  }
  if (process.send === undefined) throw new Error('not started by a host');
  process.on('disconnect', () => process.exit(0));
  return {
    send: (message) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (handler) => void process.on('message', handler),
    onClose: (handler) => void process.on('disconnect', () => handler()),
  };
}
