import { join } from 'node:path';
import type { ForkOptions, UtilityProcess } from 'electron';
import type { ChildHandle, SpawnProcess } from '#workers/process-port.ts';

type Fork = (modulePath: string, args: string[], options: ForkOptions) => UtilityProcess;

/** Threads of libuv in a device process: each reader may block two of them inside the PC/SC service. */
const threadPoolSize = '24';

/** Starts device processes as Electron utility processes from the bundle's own entries. */
export function utilitySpawn(fork: Fork, entriesFolder: string): SpawnProcess {
  return (entry) => {
    const child = fork(join(entriesFolder, `${entry}.js`), [], {
      serviceName: `truc-ban ${entry}`,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, UV_THREADPOOL_SIZE: threadPoolSize },
    });
    return childHandle(child);
  };
}

function childHandle(child: UtilityProcess): ChildHandle {
  let open = true;
  const closeHandlers: (() => void)[] = [];
  child.once('exit', () => {
    open = false;
    for (const handler of closeHandlers) handler();
  });
  return {
    get pid() {
      return child.pid ?? null;
    },
    port: {
      send(message) {
        if (open) child.postMessage(message);
      },
      onMessage: (handler) => void child.on('message', handler),
      onClose: (handler) => (open ? void closeHandlers.push(() => handler()) : handler()),
    },
    kill: () => void child.kill(),
  };
}
